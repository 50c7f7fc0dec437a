import { useWalk } from '../../store/walk-store.ts';

/** What stands between this page and the walkthrough, each with the next thing to do. */
export function WalkNotices({ redial }: { readonly redial: () => void }) {
  const connection = useWalk((view) => view.connection);
  const begun = useWalk((view) => view.walk !== null);
  const refusal = useWalk((view) => view.refusal);
  const dismiss = useWalk((view) => view.dismiss);
  const away = useWalk((view) => view.walk?.away === true);
  const presents = useWalk((view) => view.presenter !== null);
  const restarted = useWalk((view) => view.walk?.restarted === true);
  if (connection.kind === 'closed') {
    return (
      <p className="walk-notice" role="alert">
        {connection.message}{' '}
        <button type="button" className="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      </p>
    );
  }
  if (connection.kind !== 'open') {
    return (
      <p className="walk-notice" role="status" data-notice="line">
        {begun
          ? 'The line to the presenter’s machine is down. What was shown stays, and the page tries again by itself.'
          : 'Waiting for the presenter’s machine; the page tries again by itself.'}{' '}
        <button type="button" className="button" onClick={redial}>
          Now
        </button>
      </p>
    );
  }
  if (refusal !== null) {
    return (
      <p className="walk-notice" role="alert">
        {refusal.message}{' '}
        <button type="button" className="button" onClick={dismiss}>
          Close
        </button>
      </p>
    );
  }
  if (away && !presents) {
    return (
      <p className="walk-notice" role="status" data-notice="away">
        The presenter is away. What was shown stays; look around meanwhile, it goes on by itself.
      </p>
    );
  }
  return restarted ? (
    <p className="walk-notice" role="status" data-notice="restarted">
      The presenter’s machine was started again. You see what had been recorded; the next step begins a fresh lab.
    </p>
  ) : null;
}
