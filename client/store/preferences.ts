import { create } from 'zustand';

type Theme = 'light' | 'dark';
type Contrast = 'normal' | 'more';

interface Preferences {
  readonly theme: Theme;
  readonly contrast: Contrast;
  readonly lecture: boolean;
  /** Letters, digits and ? do something by themselves (WCAG 2.2, 2.1.4 wants this to be switched off where it disturbs). */
  readonly letterKeys: boolean;
  readonly toggleTheme: () => void;
  readonly toggleContrast: () => void;
  readonly toggleLecture: () => void;
  readonly toggleLetterKeys: () => void;
}

const { dataset } = document.documentElement;

/**
 * What a person chose for this browser. Theme and contrast stand on the root element, where public/early.js has put what was
 * chosen before, else what the system asks for; lecture mode lives in the address.
 */
export const usePreferences = create<Preferences>()((set, get) => ({
  theme: dataset['theme'] === 'dark' ? 'dark' : 'light',
  contrast: dataset['contrast'] === 'more' ? 'more' : 'normal',
  lecture: new URL(window.location.href).searchParams.has('lecture'),
  letterKeys: kept('letter-keys') !== 'off',
  toggleTheme: () => {
    const theme = get().theme === 'dark' ? 'light' : 'dark';
    dataset['theme'] = theme;
    keep('theme', theme);
    set({ theme });
  },
  toggleContrast: () => {
    const contrast = get().contrast === 'more' ? 'normal' : 'more';
    dataset['contrast'] = contrast;
    keep('contrast', contrast);
    set({ contrast });
  },
  toggleLecture: () => {
    const lecture = !get().lecture;
    const url = new URL(window.location.href);
    if (lecture) url.searchParams.set('lecture', '');
    else url.searchParams.delete('lecture');
    window.history.replaceState(window.history.state, '', url);
    set({ lecture });
  },
  toggleLetterKeys: () => {
    const letterKeys = !get().letterKeys;
    keep('letter-keys', letterKeys ? 'on' : 'off');
    set({ letterKeys });
  },
}));

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`sockscope-${name}`, value);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(`sockscope-${name}`);
  } catch {
    return null;
  }
}
