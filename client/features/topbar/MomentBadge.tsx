import { useShallow } from 'zustand/react/shallow';
import { useLabCalmly } from '../../store/lab-context.ts';
import { stepNumber } from '../../store/stops.ts';

/** LIVE, a recording, or a moment of the past with the way back. What nothing new comes from is not called live. */
export function MomentBadge() {
  const { mode, past, step, steps, loading, events, ended, cut, toLive } = useLabCalmly(
    useShallow((store) => ({
      mode: store.mode,
      past: store.playhead !== null,
      step: stepNumber(store.log.stops, store.view.seq),
      steps: store.log.stops.length + 1,
      loading: store.loading,
      events: store.loading ? store.head.seq : 0,
      ended: store.head.lab?.phase === 'ended',
      cut: store.connection.kind === 'retrying' || store.connection.kind === 'closed',
      toLive: store.toLive,
    })),
  );
  if (mode === null) return null;
  if (mode === 'recording') {
    return (
      <span className="badge" data-moment="recording">
        RECORDING{' '}
        <span className="badge-step">
          {loading
            ? `reading, ${events.toLocaleString('en')} events so far`
            : past
              ? `step ${step.toLocaleString('en')} of ${steps.toLocaleString('en')}`
              : 'at its end'}
        </span>
      </span>
    );
  }
  if (!past && !ended && cut) {
    return (
      <span className="badge" data-moment="cut">
        NOT CONNECTED
      </span>
    );
  }
  if (!past) {
    return (
      <span className="badge badge-strong" data-moment={ended ? 'ended' : 'live'}>
        {!ended && <span className="badge-dot" />}
        {ended ? 'ENDED' : 'LIVE'}
      </span>
    );
  }
  return (
    <>
      <span className="badge" data-moment="past">
        PAST{' '}
        <span className="badge-step">
          step {step} of {steps}
        </span>
      </span>
      <button type="button" className="button topbar-live" onClick={toLive}>
        <span className="badge-dot" /> {ended ? 'To the end' : 'Return to live'}
      </button>
    </>
  );
}
