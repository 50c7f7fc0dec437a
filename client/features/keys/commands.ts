import type { LabActions, LabView } from '../../store/lab-store.ts';

/** What keys can ask for, besides releasing the n-th gate. */
export interface PageActions {
  readonly toggleTheme: () => void;
  readonly toggleLecture: () => void;
  readonly showKeys: () => void;
}

interface Command {
  /** KeyboardEvent.key, letters in lower case. */
  readonly keys: readonly string[];
  /** As printed in the list of keys. */
  readonly shown: readonly string[];
  readonly what: string;
  readonly run: (lab: LabView & LabActions, page: PageActions) => void;
  /** A key held down repeats it. Never where it would release something. */
  readonly repeats?: boolean;
}

/** Every key of the lab page, one a line. A presenter's clicker sends PageDown and PageUp. */
export const COMMANDS: readonly Command[] = [
  { keys: [' ', 'pagedown'], shown: ['Space', 'Page down'], what: 'Step', run: (lab) => lab.step() },
  {
    keys: ['arrowleft', 'pageup'],
    shown: ['←', 'Page up'],
    what: 'Back one stop',
    run: (lab) => lab.back(),
    repeats: true,
  },
  {
    keys: ['arrowright'],
    shown: ['→'],
    what: 'Forward one stop, as far as now',
    run: (lab) => lab.forward(),
    repeats: true,
  },
  { keys: ['home'], shown: ['Home'], what: 'To the first stop', run: (lab) => lab.toFirst() },
  { keys: ['end'], shown: ['End'], what: 'Return to live, or to the end', run: (lab) => lab.toLive() },
  { keys: ['p'], shown: ['P'], what: 'Play or pause', run: (lab) => lab.togglePlay() },
  { keys: ['s'], shown: ['S'], what: 'Speed', run: (lab) => lab.cycleSpeed() },
  { keys: ['l'], shown: ['L'], what: 'Lecture mode', run: (_, page) => page.toggleLecture() },
  { keys: ['t'], shown: ['T'], what: 'Light or dark', run: (_, page) => page.toggleTheme() },
  { keys: ['?'], shown: ['?'], what: 'This list', run: (_, page) => page.showKeys() },
];

/** The command of a key press, if it is one. */
export const commandFor = (key: string): Command | undefined =>
  COMMANDS.find((command) => command.keys.includes(key.toLowerCase()));

/** The gate that a digit stands for: 0 for the first; null for any other key. */
export const gateIndexFor = (key: string): number | null => (/^[1-9]$/.test(key) ? Number(key) - 1 : null);
