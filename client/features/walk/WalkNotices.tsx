import { useWalk } from '../../store/walk-store.ts';

/** What stands between this page and the walkthrough, each with the next thing to do. */
export function WalkNotices({ redial }: { readonly redial: () => void }) {
  const connection = useWalk((view) => view.connection);
  const refusal = useWalk((view) => view.refusal);
  const dismiss = useWalk((view) => view.dismiss);
  const away = useWalk((view) => view.walk !== null && view.walk.driver === null);
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
      <p className="walk-notice" role="status">
        The line to the presenter’s machine is down; the page tries again by itself.{' '}
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
  return away ? (
    <p className="walk-notice" role="status">
      The presenter is away; you see the last picture until it goes on.
    </p>
  ) : null;
}
