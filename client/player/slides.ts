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

/** What stands beside the stage on paper: the first of the scene's panes that has its place there. */
export const asideOf = ({ show }: Pick<LectureScene['shown'], 'show'>): 'machine' | 'steps' | 'log' | null =>
  show.find((pane) => pane === 'machine' || pane === 'steps' || pane === 'log') ?? null;
