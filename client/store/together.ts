import type { LabStore } from './lab-view.ts';

/**
 * Keeps a lab's playhead where the walk looks: at `moment`, a seq, or null for the present.
 * @param lead where this page drives: tells everybody the moment that somebody here goes to, which the page then stays at; else null,
 * and whatever is pressed here, the picture stays with the others'
 * @returns how to stop
 */
export function keepTogether(
  store: LabStore,
  moment: number | null,
  lead: ((seq: number | null) => void) | null,
): () => void {
  /** Where all are to look, as far as this page knows. */
  let target = moment;
  /** Where the playhead was put last, by this page. */
  let put = store.getState().playhead;
  const follow = (): void => {
    const { playhead, head, seek, toLive } = store.getState();
    if (lead !== null && playhead !== put) {
      put = playhead;
      target = playhead;
      lead(playhead);
      return;
    }
    const at = target !== null && target < head.seq ? target : null;
    if (at === playhead) return;
    // What was told of a moment may come before its events.
    if (target !== null && target > head.seq) return;
    put = at;
    if (at === null) toLive();
    else seek(at);
  };
  follow();
  return store.subscribe(follow);
}
