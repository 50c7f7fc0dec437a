import { unreachable } from '#shared/base/exhaustive';
import { useShallow } from 'zustand/react/shallow';
import type { LabState } from '#shared/model/state';
import { useLabCalmly } from '../../store/lab-context.ts';
import { useRoute } from '../../store/route.ts';

/** Why nothing can be released at this moment, and what to do. */
export function Nothing() {
  const { words, over, restart, watching } = useLabCalmly(
    useShallow((store) => ({
      words: whyNothing(store.view),
      over: store.mode === 'live' && store.playhead === null && isOver(store.view),
      restart: store.restart,
      watching: store.watching,
    })),
  );
  const go = useRoute((store) => store.go);
  return (
    <div className="gates-nothing" data-over={over || undefined}>
      <p>{words}</p>
      {over && (
        <p className="gates-over">
          {!watching && (
            <button type="button" className="button" onClick={restart}>
              Run again
            </button>
          )}
          <button type="button" className="button" onClick={() => go({ page: 'home' })}>
            To the lessons
          </button>
        </p>
      )}
    </div>
  );
}

/** The lab has ended, or every program of it has: only the kernel still counts down, as in TIME_WAIT. */
function isOver({ lab, processes }: LabState): boolean {
  const all = Object.values(processes);
  return lab?.phase === 'ended' || (all.length > 0 && all.every((process) => process.phase !== 'running'));
}

function whyNothing({ lab, processes }: LabState): string {
  const phase = lab?.phase ?? null;
  switch (phase) {
    case null:
    case 'starting':
      return 'Nothing yet: the lab is being made.';
    case 'ready':
      return Object.values(processes).some((process) => process.phase === 'running')
        ? 'Nothing is held: the programs wait for the kernel, or for its timers.'
        : 'All programs have ended; only the kernel’s own timers run.';
    case 'ended':
      return lab?.end?.message ?? 'This lab has run to its end.';
    default:
      return unreachable(phase);
  }
}
