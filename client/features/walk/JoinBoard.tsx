import { renderSVG } from 'uqr';
import { useMemo } from 'react';
import { placeIn, useProjection } from '../../store/projection.ts';
import { useWalk } from '../../store/walk-store.ts';

/** How to join, for a whole room: the code and the short address, as large as the projected picture. */
export function JoinBoard() {
  const joinsAt = useProjection((store) => store.joinsAt);
  const at = useWalk((view) => (view.walk === null ? null : placeIn(view.walk)));
  const address = useWalk((view) => view.presenter?.join[0] ?? null);
  const followers = useWalk((view) => view.walk?.followers ?? 0);
  const picture = useMemo(
    () => (address === null ? null : `data:image/svg+xml,${encodeURIComponent(renderSVG(address, { ecc: 'M' }))}`),
    [address],
  );
  if (joinsAt === null || joinsAt !== at) return null;
  return (
    <section className="walk-board" aria-label="How to join">
      {address === null || picture === null ? (
        <p>
          Nobody else can join: start with <code>sockscope --lan</code> to let a class on the same network follow.
        </p>
      ) : (
        <>
          <img src={picture} alt={`QR code of ${address}`} />
          <div>
            <h2>Follow on your phone</h2>
            <p>
              <code>{address.replace(/^http:\/\//, '')}</code>
            </p>
            <p className="walk-board-count">
              {followers} {followers === 1 ? 'follows' : 'follow'}
            </p>
          </div>
        </>
      )}
    </section>
  );
}
