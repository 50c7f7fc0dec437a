import { renderSVG } from 'uqr';
import { useMemo, useState } from 'react';
import { createPresenterLink } from '../../connection/rest.ts';
import { useWalk } from '../../store/walk-store.ts';

/**
 * A link for another browser of the presenter's (a laptop at the desk, a phone in the hand): whoever opens it first may
 * drive, and do all that this browser may.
 */
export function PresenterLink() {
  const id = useWalk((view) => view.walk?.id ?? '');
  const join = useWalk((view) => view.presenter?.join ?? none);
  const [made, setMade] = useState<{ readonly path: string; readonly minutes: number } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const answer = await createPresenterLink();
    setFault(answer.ok ? null : answer.error.message);
    if (answer.ok) setMade(answer.value);
  };
  // Where a class joins, this browser is known to others too: the same address with another path.
  const origin = join[0] === undefined ? window.location.origin : new URL(join[0]).origin;
  const address = made === null ? null : `${origin}${made.path}?then=/present/${id}`;
  const picture = useMemo(
    () => (address === null ? null : `data:image/svg+xml,${encodeURIComponent(renderSVG(address, { ecc: 'L' }))}`),
    [address],
  );
  return (
    <section>
      <h3>Another presenter’s browser</h3>
      {address !== null && picture !== null && (
        <div className="walk-join">
          <img src={picture} alt="QR code of the presenter’s link" width={160} height={160} />
          <div>
            <p>
              <code className="walk-secret">{address}</code>
            </p>
            <p className="walk-hint">
              Works once, within {made?.minutes} minutes. Whoever opens it may drive: do not project it.
              {join.length === 0 && ' Other machines reach it only if sockscope was started with --lan.'}
            </p>
          </div>
        </div>
      )}
      {fault !== null && (
        <p className="walk-fault" role="alert">
          {fault}
        </p>
      )}
      <p>
        <button type="button" className="button" onClick={() => void make()}>
          {address === null ? 'Make a link for one' : 'Make another link'}
        </button>{' '}
        {address !== null && (
          <button type="button" className="button" onClick={() => setMade(null)}>
            Hide it
          </button>
        )}
      </p>
    </section>
  );
}

const none: readonly string[] = [];
