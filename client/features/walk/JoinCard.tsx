import { renderSVG } from 'uqr';
import { useMemo } from 'react';
import { useWalk } from '../../store/walk-store.ts';

/** How a class joins: a short address and its QR code, one for each network this machine is on. */
export function JoinCard() {
  const join = useWalk((view) => view.presenter?.join ?? none);
  const picture = useMemo(
    () => (join[0] === undefined ? null : `data:image/svg+xml,${encodeURIComponent(renderSVG(join[0], { ecc: 'M' }))}`),
    [join],
  );
  if (picture === null) {
    return (
      <p className="walk-hint">
        Nobody else can join: start with <code>sockscope --lan</code> to let a class on the same network follow.
      </p>
    );
  }
  return (
    <div className="walk-join">
      <img src={picture} alt={`QR code of ${join[0]}`} width={160} height={160} />
      <ul>
        {join.map((address) => (
          <li key={address}>
            <code>{address}</code>
          </li>
        ))}
        <li className="walk-hint">J shows it on the projector.</li>
      </ul>
    </div>
  );
}

const none: readonly string[] = [];
