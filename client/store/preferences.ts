import { create } from 'zustand';

export type Theme = 'light' | 'dark';

interface Preferences {
  readonly theme: Theme;
  readonly lecture: boolean;
  readonly toggleTheme: () => void;
  readonly toggleLecture: () => void;
}

const THEME_KEY = 'sockscope-theme';

/** What a person chose for this browser. The theme is kept (public/early.js reads it); lecture mode lives in the address. */
export const usePreferences = create<Preferences>()((set, get) => ({
  theme: document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
  lecture: new URL(window.location.href).searchParams.has('lecture'),
  toggleTheme: () => {
    const theme = get().theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    keep(theme);
    set({ theme });
  },
  toggleLecture: () => {
    const lecture = !get().lecture;
    const url = new URL(window.location.href);
    if (lecture) url.searchParams.set('lecture', '');
    else url.searchParams.delete('lecture');
    window.history.replaceState(window.history.state, '', url);
    set({ lecture });
  },
}));

function keep(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
