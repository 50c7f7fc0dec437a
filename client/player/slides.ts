import type { LectureFile, LectureScene, LectureTrack } from '#shared/protocol/lecture-file';
import type { WalkState } from '#shared/protocol/walk';

/** One page of the slides. */
export interface Slide {
  /** What is said on it. */
  readonly told: WalkState;
  readonly track: LectureTrack;
  readonly beside: LectureTrack | null;
  /** Whether it is the scene's question, or how the scene ends. */
  readonly moment: 'begin' | 'end';
}

/**
 * The slides of a lecture: each scene as it ends. One that asks has a page before that: the question, with the picture that
 * the class has in front of it then.
 */
export const slidesOf = ({ scenes }: LectureFile): readonly Slide[] =>
  scenes.flatMap(({ asking, shown, track, beside }) => {
    const end: Slide = { told: shown, track, beside, moment: 'end' };
    return asking === null ? [end] : [{ told: asking, track, beside, moment: 'begin' }, end];
  });

const ASIDES = ['machine', 'steps', 'log', 'packets', 'sequence'] as const;

/** What can stand beside the stage on paper. */
export type Aside = (typeof ASIDES)[number];

/** What stands there: the first of the scene's panes that has its place beside a stage. */
export function asideOf({ show }: Pick<LectureScene['shown'], 'show'>): Aside | null {
  for (const pane of show) {
    const found = ASIDES.find((aside) => aside === pane);
    if (found !== undefined) return found;
  }
  return null;
}
