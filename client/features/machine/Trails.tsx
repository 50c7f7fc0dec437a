import type { JSX } from 'react';
import { type Nanos, nanosToMillis } from '#shared/base/units';
import type { StateMachine } from '#shared/machines/machine';
import { describeNow } from '#shared/model/describe-now';
import type { LabState } from '#shared/model/state';
import { staysOf, trailed } from './trails.ts';

/** Every socket's way through the machine, with the time it spent in each state; and why the last transition is as it is. */
export function Trails({ state, machine }: { state: LabState; machine: StateMachine }): JSX.Element {
  const sockets = trailed(state, machine);
  const why = describeNow(state)?.why ?? '';
  return (
    <section className="trails" aria-label="Time in each state" tabIndex={0}>
      {why === '' ? null : <p>{why}</p>}
      {sockets.length === 0 ? <p>No socket of this kind was seen yet.</p> : null}
      <ul>
        {sockets.map((socket) => (
          <li key={socket.id} data-trail={socket.id}>
            <strong>
              {socket.id} {socket.role ?? 'nobody'}
            </strong>
            {staysOf(socket, state.t).map((stay) => (
              <span
                key={`${stay.seq} ${stay.state}`}
                data-at={stay.seq}
                data-inferred={stay.inferred || undefined}
                data-now={stay.now || undefined}
                title={`told by ${stay.source}, event ${stay.seq}`}
              >
                {stay.state} <em>{stay.nanos === null ? (stay.inferred ? 'not seen' : '') : spent(stay.nanos)}</em>
              </span>
            ))}
            {socket.gone ? <span>gone</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A time as people say it. */
function spent(nanos: Nanos): string {
  const ms = nanosToMillis(nanos);
  if (ms < 1) return `${Math.round(nanos / 1e3)} µs`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
