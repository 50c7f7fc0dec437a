import { useSyncExternalStore } from 'react';

/** Below this many pixels the page is one column: styles/lab.css has the same figure. */
const narrow = window.matchMedia('(max-width: 900px)');

/** Below this many a walkthrough's picture has one host under the other: features/walk/narrow.css has the same figure. */
const phone = window.matchMedia('(width < 720px)');

/** Whether the page is narrow, as on a phone. */
export const useNarrow = (): boolean => useMatches(narrow);

/** Whether the page is as narrow as a phone held upright: two hosts do not stand side by side. */
export const usePhone = (): boolean => useMatches(phone);

const useMatches = (query: MediaQueryList): boolean =>
  useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
