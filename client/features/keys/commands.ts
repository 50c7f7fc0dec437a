import { mayNote, type LabActions, type LabView } from '../../store/lab-view.ts';
import { useNoting } from '../../store/noting.ts';

/** What keys can ask for on every page. */
export interface PageActions {
  readonly toggleTheme: () => void;
  readonly toggleContrast: () => void;
  readonly toggleLecture: () => void;
  readonly toggleFullScreen: () => void;
  readonly showKeys: () => void;
  /** The programs' texts in the stage's place, or the stage again. */
  readonly toggleEditor: () => void;
  /** The list of steps in the state machine's place, or the machine again. */
  readonly toggleSteps: () => void;
  /** Puts the focus where one looks for something: the lesson, the socket. */
  readonly search: () => void;
}

interface Command {
  /** KeyboardEvent.key, letters in lower case. */
  readonly keys: readonly string[];
  /** As printed in the list of keys. */
  readonly shown: readonly string[];
  readonly what: string;
  /** A key held down repeats it. Never where it would release something. */
  readonly repeats?: boolean;
}

export interface LabCommand extends Command {
  readonly run: (lab: LabView & LabActions) => void;
}

/** Kinds of pages by their keys: one run, something to find, two runs side by side. */
export type KeyPage = 'lab' | 'list' | 'compare';

export interface PageCommand extends Command {
  /** Pages that have it; absent: all of them. */
  readonly only?: 'lab' | 'list';
  /** Of use only where the programs can be edited. */
  readonly editor?: boolean;
  readonly run: (page: PageActions) => void;
}

/** The keys that move a lab, one a line. A presenter's clicker sends PageDown and PageUp. */
export const LAB_COMMANDS: readonly LabCommand[] = [
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
  { keys: [','], shown: [','], what: 'Back one event', run: (lab) => lab.stride('event', -1), repeats: true },
  { keys: ['.'], shown: ['.'], what: 'Forward one event', run: (lab) => lab.stride('event', 1), repeats: true },
  {
    keys: ['['],
    shown: ['['],
    what: 'Back to a call or its return',
    run: (lab) => lab.stride('call', -1),
    repeats: true,
  },
  { keys: [']'], shown: [']'], what: 'On to a call or its return', run: (lab) => lab.stride('call', 1), repeats: true },
  { keys: ['<'], shown: ['<'], what: 'Back to a scene or a note', run: (lab) => lab.stride('mark', -1), repeats: true },
  { keys: ['>'], shown: ['>'], what: 'On to a scene or a note', run: (lab) => lab.stride('mark', 1), repeats: true },
  { keys: ['home'], shown: ['Home'], what: 'To the first stop', run: (lab) => lab.toFirst() },
  { keys: ['end'], shown: ['End'], what: 'Return to live, or to the end', run: (lab) => lab.toLive() },
  { keys: ['p'], shown: ['P'], what: 'Play or pause', run: (lab) => lab.togglePlay() },
  { keys: ['s'], shown: ['S'], what: 'Speed', run: (lab) => lab.cycleSpeed() },
  {
    keys: ['m'],
    shown: ['M'],
    what: 'Note something on the log',
    run: (lab) => {
      if (mayNote(lab)) useNoting.getState().show();
    },
  },
];

/** The keys of the page itself, one a line. */
export const PAGE_COMMANDS: readonly PageCommand[] = [
  { keys: ['/'], shown: ['/'], what: 'Find in the list', only: 'list', run: (page) => page.search() },
  {
    keys: ['e'],
    shown: ['E'],
    what: 'Edit the programs, or back to the stage',
    only: 'lab',
    editor: true,
    run: (page) => page.toggleEditor(),
  },
  {
    keys: ['k'],
    shown: ['K'],
    what: 'Steps, or back to the state machine',
    only: 'lab',
    run: (page) => page.toggleSteps(),
  },
  { keys: ['l'], shown: ['L'], what: 'Lecture mode', only: 'lab', run: (page) => page.toggleLecture() },
  { keys: ['t'], shown: ['T'], what: 'Light or dark', run: (page) => page.toggleTheme() },
  { keys: ['c'], shown: ['C'], what: 'High contrast', run: (page) => page.toggleContrast() },
  { keys: ['f'], shown: ['F'], what: 'Full screen', run: (page) => page.toggleFullScreen() },
  { keys: ['?'], shown: ['?'], what: 'This list', run: (page) => page.showKeys() },
];

/** The commands that a page of this kind has. */
export const pageCommands = (page: KeyPage, editor: boolean): readonly PageCommand[] =>
  PAGE_COMMANDS.filter((command) => (command.only ?? page) === page && (editor || command.editor !== true));

/** The command of a key press among these, if it is one. */
export const commandFor = <C extends Command>(commands: readonly C[], key: string): C | undefined =>
  commands.find((command) => command.keys.includes(key.toLowerCase()));

/** The gate that a digit stands for: 0 for the first; null for any other key. */
export const gateIndexFor = (key: string): number | null => (/^[1-9]$/.test(key) ? Number(key) - 1 : null);

/**
 * Whether a key is a letter, a digit or a sign: what somebody who dictates, or brushes the keyboard, sends without meaning
 * it (WCAG 2.2, success criterion 2.1.4). The space bar, the arrows and the rest are not of that kind.
 */
export const isCharacter = (key: string): boolean => /^.$/u.test(key) && key !== ' ';
