import { useWalk } from '../../store/walk-store.ts';

/** Whoever drives has gone back in the log, and takes everybody to the present again. */
export function PresentButton() {
  const walk = useWalk((view) => view.walk);
  const drive = useWalk((view) => view.drive);
  if (walk === null || walk.recorded !== null) return null;
  const back = [
    { lab: walk.lab, moment: walk.moment },
    { lab: walk.beside?.lab ?? null, moment: walk.beside?.moment ?? null },
  ].flatMap(({ lab, moment }) => (lab === null || moment === null ? [] : [lab]));
  if (back.length === 0) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        for (const lab of back) drive({ do: 'moment', lab, seq: null });
      }}
    >
      All return to live
    </button>
  );
}
