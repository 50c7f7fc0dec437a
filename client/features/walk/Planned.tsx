import { useWalk } from '../../store/walk-store.ts';

/** How long the scene is planned to take, and where the lecture should be when it begins: beside the timer. */
export function Planned() {
  const planned = useWalk((view) => view.presenter?.planned);
  if (planned === undefined || planned.all === 0) return null;
  return (
    <span className="walk-planned" data-minutes={planned.scene ?? undefined}>
      {planned.scene === null ? '' : `${planned.scene} min for this scene; `}
      {planned.before} of {planned.all} min are behind it
    </span>
  );
}
