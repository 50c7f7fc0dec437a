import { fromBase64 } from '#shared/base/base64';
import type { PacketState } from '#shared/model/state';
import { packetName, routeText } from '#shared/model/words';
import { hexLines } from './hex.ts';

/** Most bytes that are laid out: a packet of the lab has 1500. */
const MOST = 2048;

/** A packet's headers, options and bytes, as they were on the wire. */
export function PacketFacts({ packet }: { readonly packet: PacketState }) {
  const { event } = packet;
  const { ip, tcp, udp, icmp } = event;
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['phase', packet.phase],
    ['why', packet.why ?? undefined],
    ['rule', packet.rule],
    ['flipped bit', packet.corrupted],
    ['copy of', event.retransmitOf],
    ['copies while held', packet.copies === 0 ? undefined : packet.copies],
    [
      'IP',
      ip === undefined ? undefined : `version ${ip.version}, ${ip.src} → ${ip.dst}, ttl ${ip.ttl}, ${ip.length} bytes`,
    ],
    ['TCP ports', tcp === undefined ? undefined : `${tcp.sport} → ${tcp.dport}`],
    ['seq', tcp === undefined ? undefined : `${tcp.seq} (raw ${tcp.rawSeq})`],
    ['ack', tcp?.ack === undefined ? undefined : `${tcp.ack} (raw ${tcp.rawAck})`],
    ['flags', tcp?.flags.join(',')],
    ['window', tcp?.window],
    ['urgent', tcp?.urgent === undefined ? undefined : `up to byte ${tcp.seq + tcp.urgent - 1}`],
    ['payload', tcp === undefined ? undefined : `${tcp.len} bytes`],
    ['options', tcp?.options.map(({ name, value }) => [name, ...value].join(' ')).join(', ')],
    ['UDP', udp === undefined ? undefined : `${udp.sport} → ${udp.dport}, ${udp.len} bytes`],
    ['ICMP', icmp === undefined ? undefined : `${icmp.name} (type ${icmp.type}, code ${icmp.code})`],
    ['checksum', checksum(tcp?.checksumOk ?? udp?.checksumOk)],
    ['could not be decoded', event.fault],
    ['seen by', `${event.source}, event ${event.seq}`],
  ];
  const bytes = fromBase64(event.bytes);
  return (
    <article className="inspect" data-inspected={packet.id} data-phase={packet.phase}>
      <h2>
        <code>{packetName(event)}</code>
        <span>
          {packet.id}, {routeText(event)}
        </span>
      </h2>
      <table>
        <tbody>
          {rows
            .filter(([, value]) => value !== undefined && value !== '')
            .map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <h3>Bytes</h3>
      <pre className="inspect-hex" data-bytes={bytes.length} tabIndex={0} aria-label="Bytes, in hexadecimal">
        {hexLines(bytes.subarray(0, MOST))
          .map(({ offset, hex, text }) => `${offset}  ${hex.padEnd(47)}  ${text}`)
          .join('\n')}
      </pre>
    </article>
  );
}

const checksum = (ok: boolean | undefined): string | undefined =>
  ok === undefined ? undefined : ok ? 'right' : 'wrong: the receiver will drop it';
