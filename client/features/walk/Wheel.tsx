import { useEffect, useState } from 'react';
import { PROJECTED, useWalk } from '../../store/walk-store.ts';

/** Who drives, for presenters: asking for the wheel, handing it over, and taking it where the driver is away. */
export function Wheel() {
  const walk = useWalk((view) => view.walk);
  const presenter = useWalk((view) => view.presenter);
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  const ask = useWalk((view) => view.askToDrive);
  if (walk === null || presenter === null) return null;
  // Nobody sits before the projector.
  const others = walk.presenters.filter(({ id, name }) => id !== presenter.you && name !== PROJECTED);
  if (!drives) {
    if (walk.away) return <TakeOver />;
    const asked = walk.presenters.some(({ id, asks }) => id === presenter.you && asks);
    return (
      <p className="walk-wheel">
        Somebody else drives.{' '}
        <button type="button" className="button" disabled={asked} onClick={ask}>
          {asked ? 'Asked' : 'Ask to drive'}
        </button>
      </p>
    );
  }
  if (others.length === 0) return null;
  return (
    <section>
      <h3>Other presenters</h3>
      <ul>
        {others.map(({ id, name, asks }) => (
          <li key={id} data-asks={asks || undefined}>
            {name === '' ? 'A presenter' : name}
            {asks && <strong> asks to drive</strong>}{' '}
            <button type="button" className="button" onClick={() => drive({ do: 'give', to: id })}>
              Hand over
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The driver is away: another presenter may drive once it has had time to come back. */
export function TakeOver() {
  const at = useWalk((view) => view.takeOverAt);
  const takeOver = useWalk((view) => view.takeOver);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(ticking);
  }, []);
  const left = at === null ? 0 : Math.ceil((at - now) / 1000);
  return (
    <p className="walk-wheel" role="status">
      Who drives is away, and goes on by itself when it is back.{' '}
      <button type="button" className="button" disabled={left > 0} onClick={takeOver}>
        {left > 0 ? `Take over (in ${left} s)` : 'Take over'}
      </button>
    </p>
  );
}
