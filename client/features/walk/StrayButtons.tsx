import { together, useWalk } from '../../store/walk-store.ts';

/** A follower may look around by itself and come back, unless the presenter keeps all together. */
export function StrayButtons() {
  const strayed = useWalk((view) => view.strayed);
  const locked = useWalk((view) => view.walk !== null && together(view.walk));
  const recorded = useWalk((view) => view.walk !== null && view.walk.recorded !== null);
  const stray = useWalk((view) => view.stray);
  if (locked) return <p className="walk-hint">The presenter keeps everybody together.</p>;
  return (
    <button type="button" className="button" aria-pressed={strayed} onClick={() => stray(!strayed)}>
      {strayed ? (recorded ? 'Return to the others' : 'Return to live') : 'Look around'}
    </button>
  );
}
