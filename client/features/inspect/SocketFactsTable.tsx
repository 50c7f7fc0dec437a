import { type Nanos, nanosToMillis } from '#shared/base/units';
import type { SocketFacts } from '#shared/model/state';
import { useLab } from '../../store/lab-context.ts';
import { SocketCallList } from './SocketCallList.tsx';
import { factsOf, tcpInfoOf, type FactRow } from './facts.ts';

/** A socket's facts, each with who told it, in which event, and how old it is. */
export function SocketFactsTable({ socket, t }: { readonly socket: SocketFacts; readonly t: Nanos }) {
  const info = tcpInfoOf(socket);
  return (
    <article className="inspect" data-inspected={socket.id} data-state={socket.state}>
      <h2>
        <code>{socket.id}</code>
        <span>
          a socket of {socket.role ?? 'nobody'}, host {socket.host}
        </span>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">fact</th>
            <th scope="col">value</th>
            <th scope="col">told by</th>
          </tr>
        </thead>
        <tbody>
          {factsOf(socket, t).map((fact) => (
            <Row key={fact.name} fact={fact} socket={socket} t={t} />
          ))}
        </tbody>
      </table>
      {info.length > 0 && (
        <>
          <h3>tcp_info</h3>
          <p className="inspect-small">
            Times in microseconds. While packets are held, round-trip times and windows mean little.
          </p>
          <table>
            <tbody>
              {info.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <SocketCallList socket={socket.id} />
      <h3>States it was seen in</h3>
      <ol>
        {socket.visits.map((visit) => (
          <li key={visit.seq + visit.to} data-inferred={visit.inferred || undefined}>
            {visit.to}, event {visit.seq} ({visit.inferred ? 'inferred' : visit.source})
          </li>
        ))}
      </ol>
    </article>
  );
}

function Row({ fact, socket, t }: { readonly fact: FactRow; readonly socket: SocketFacts; readonly t: Nanos }) {
  const told = socket.told[fact.told];
  const at = useLab((store) => (told === undefined ? undefined : store.log.event(told.seq)?.t));
  return (
    <tr data-fact={fact.told}>
      <th scope="row">{fact.name}</th>
      <td>{fact.value}</td>
      <td>
        {told === undefined ? '' : `${told.source}, event ${told.seq}`}
        {at === undefined ? '' : `, ${age(t - at)}`}
      </td>
    </tr>
  );
}

const age = (nanos: Nanos): string =>
  nanos < 1e6
    ? 'now'
    : nanos < 1e9
      ? `${Math.round(nanosToMillis(nanos))} ms ago`
      : `${(nanos / 1e9).toFixed(1)} s ago`;
