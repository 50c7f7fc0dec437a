import type { ReactNode } from 'react';
import { useWalk } from '../../store/walk-store.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { RecordedBadge } from './RecordedBadge.tsx';
import { Logo } from '../../ui/icons.tsx';

/** Where one is in the walkthrough. `tools` stand at the right; `home`: there is a list of lessons to go back to. */
export function WalkBar({ tools, home }: { readonly tools?: ReactNode; readonly home: boolean }) {
  const title = useWalk((view) => view.walk?.title ?? 'A walkthrough');
  const scenes = useWalk((view) => view.walk?.scenes ?? none);
  const scene = useWalk((view) => view.walk?.scene ?? 0);
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  return (
    <header className="walk-bar">
      {home ? (
        <PlaceLink className="walk-brand" to={{ page: 'home' }}>
          <Logo /> <span>{title}</span>
        </PlaceLink>
      ) : (
        <span className="walk-brand">
          <Logo /> <span>{title}</span>
        </span>
      )}
      {drives ? (
        <select
          aria-label="Scene"
          value={scene}
          onChange={(event) => drive({ do: 'goto', scene: Number(event.target.value) })}
        >
          {scenes.map((name, i) => (
            <option key={`${i} ${name}`} value={i}>
              {i + 1}. {name}
            </option>
          ))}
        </select>
      ) : (
        <span className="walk-where">
          {scene + 1} of {scenes.length}
        </span>
      )}
      <h1 className="walk-title">{scenes[scene]}</h1>
      <Progress scene={scene} scenes={scenes.length} />
      <RecordedBadge />
      <div className="walk-tools">{tools}</div>
    </header>
  );
}

/** A dot a scene: those behind, this one, those to come. The words beside it say the same. */
const Progress = ({ scene, scenes }: { readonly scene: number; readonly scenes: number }) => (
  <span className="walk-progress" aria-hidden="true">
    {Array.from({ length: scenes }, (_, i) => (
      <i key={i} data-stand={i < scene ? 'behind' : i === scene ? 'here' : 'ahead'} />
    ))}
  </span>
);

const none: readonly string[] = [];
