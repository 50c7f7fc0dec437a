import type { WalkState } from '#shared/protocol/walk';
import { useWalk } from '../../store/walk-store.ts';

/** What the driver presses: next (or reveal), back, again. Followers and other presenters see none of it. */
export function DriveButtons() {
  const drives = useWalk((view) => view.drives);
  const phase = useWalk((view) => view.walk?.phase ?? 'starting');
  const last = useWalk((view) => view.walk !== null && view.walk.scene + 1 >= view.walk.scenes.length);
  const first = useWalk((view) => view.walk?.scene === 0);
  const recorded = useWalk((view) => view.walk !== null && view.walk.recorded !== null && !view.walk.restarted);
  const drive = useWalk((view) => view.drive);
  if (!drives) return null;
  return (
    <div className="walk-drive">
      <button
        type="button"
        className="button"
        disabled={first || phase === 'starting'}
        onClick={() => drive({ do: 'back' })}
      >
        Back
      </button>
      <button
        // Another button, not another word on the same one: a press that comes too late must not go on to the next scene.
        key={phase === 'running' ? 'hurry' : 'next'}
        type="button"
        className="button button-strong"
        disabled={phase === 'starting' || (last && phase !== 'asking' && phase !== 'running')}
        onClick={() => drive({ do: phase === 'running' ? 'hurry' : 'next' })}
      >
        {words(phase, recorded)}
      </button>
      <button type="button" className="button" onClick={() => drive({ do: 'again' })}>
        Scene again
      </button>
    </div>
  );
}

function words(phase: WalkState['phase'], recorded: boolean): string {
  if (phase === 'asking') return recorded ? 'Show what the kernel did' : 'Let the kernel show it';
  return phase === 'running' ? 'At once' : 'Next scene';
}
