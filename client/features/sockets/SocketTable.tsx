import { memo } from 'react';
import { ssRow } from '#shared/protocol/ss-row';
import type { News, SeenSocket } from '../../store/machine-sockets.ts';

/** The sockets in ss's columns and words, a row each. */
export const SocketTable = ({ sockets }: { readonly sockets: readonly SeenSocket[] }) => (
  <table className="socket-table">
    <caption className="visually-hidden">Sockets of this machine</caption>
    <thead>
      <tr>
        <th scope="col">Netid</th>
        <th scope="col">State</th>
        <th scope="col" className="socket-number">
          Recv-Q
        </th>
        <th scope="col" className="socket-number">
          Send-Q
        </th>
        <th scope="col">Local</th>
        <th scope="col">Peer</th>
      </tr>
    </thead>
    <tbody>
      {sockets.map(({ socket, news }) => (
        <Row key={`${socket.protocol} ${socket.cookie}`} {...ssRow(socket)} news={news} name={socket.state} />
      ))}
    </tbody>
  </table>
);

interface RowProps extends ReturnType<typeof ssRow> {
  /** The state as the rest of Sockscope spells it. */
  readonly name: string;
  readonly news: News;
}

/** Drawn again only where the look tells something else. */
const Row = memo(function Row({ netid, state, recvq, sendq, local, peer, name, news }: RowProps) {
  return (
    <tr data-news={news ?? undefined} data-state={name}>
      <td>{netid}</td>
      <td className="socket-state">
        {state}
        {news !== null && <span className="socket-news">{news}</span>}
      </td>
      <td className="socket-number">{recvq}</td>
      <td className="socket-number">{sendq}</td>
      <td className="socket-end" title={local}>
        {local}
      </td>
      <td className="socket-end" title={peer}>
        {peer}
      </td>
    </tr>
  );
});
