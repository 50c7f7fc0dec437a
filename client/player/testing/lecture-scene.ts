import type { LectureScene } from '#shared/protocol/lecture-file';
import type { PresenterState, QuestionState, WalkState } from '#shared/protocol/walk';

interface Parts {
  readonly log?: number;
  readonly begin: number;
  readonly stops?: readonly number[];
  readonly end: number;
  readonly asks?: boolean;
  readonly show?: WalkState['show'];
}

/** A scene as it stands in a lecture's file, for tests: of what a walk tells, the parts that a file's player looks at. */
export function lectureScene(
  scene: number,
  { log = 0, begin, stops = [], end, asks = false, show = [] }: Parts,
): LectureScene {
  const shown = {
    id: 'w',
    walkthrough: 'w',
    title: 'A lecture',
    scenes: ['One', 'Two', 'Three'],
    scene,
    narration: '',
    show,
    focus: [],
    phase: 'shown',
    message: null,
    lab: String(log),
    recorded: { began: null, kernel: '6.18.0', arch: 'x64', by: null },
    beside: null,
    expect: [{ text: 'server blocked in accept', met: true }],
    question: asks ? { ...open, answer: 1, because: 'So it is.' } : null,
    moment: end,
    blank: false,
    locked: false,
    tryNext: [],
    pointer: null,
    strokes: [],
    followers: 0,
    presenters: [],
    driver: 'reader',
  } as Partial<WalkState> as WalkState;
  return {
    asking: asks ? { ...shown, phase: 'asking', expect: [], question: open, moment: begin } : null,
    shown,
    presenter: { you: 'reader', notes: '', next: null } as Partial<PresenterState> as PresenterState,
    track: { log, begin, stops, end },
    beside: null,
  };
}

const open = {
  text: 'What now?',
  options: ['a', 'b'],
  counts: [0, 0],
  answered: 0,
  answer: null,
  because: '',
  reasons: [],
  observed: false,
} as Partial<QuestionState> as QuestionState;
