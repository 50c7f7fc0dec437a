import { unreachable } from '#shared/base/exhaustive';
import { useShallow } from 'zustand/react/shallow';
import type { LabState } from '#shared/model/state';
import { useLab } from '../../store/lab-context.ts';

/** Why nothing can be released at this moment, and what to do. */
export function Nothing() {
  const { words, over, restart } = useLab(
    useShallow((store) => ({
      words: whyNothing(store.view.lab?.phase ?? null, store.view.lab?.end?.message ?? null),
      over: store.mode === 'live' && store.playhead === null && isOver(store.view),
      restart: store.restart,
    })),
  );
  return (
    <div className="gates-nothing">
      <p>{words}</p>
      {over && (
        <button type="button" className="button" onClick={restart}>
          Start again
        </button>
      )}
    </div>
  );
}

/** The lab has ended, or every program of it has: only the kernel still counts down, as in TIME_WAIT. */
function isOver({ lab, processes }: LabState): boolean {
  const all = Object.values(processes);
  return lab?.phase === 'ended' || (all.length > 0 && all.every((process) => process.phase !== 'running'));
}

function whyNothing(phase: 'starting' | 'ready' | 'ended' | null, message: string | null): string {
  switch (phase) {
    case null:
    case 'starting':
      return 'Nothing yet: the lab is being made.';
    case 'ready':
      return 'Nothing is held; only the kernel’s own timers run.';
    case 'ended':
      return message ?? 'Nothing more: this lab has run to its end.';
    default:
      return unreachable(phase);
  }
}
