import { useSyncExternalStore } from 'react';

/** Below this many pixels the page is one column: styles/lab.css has the same figure. */
const query = window.matchMedia('(max-width: 900px)');

/** Whether the page is narrow, as on a phone. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
