import { bytesToRead, callerOn, endsOf, peerHasClosed } from './endpoints.ts';
import { byteWords, numberWord, the, The } from './prose.ts';
import type { LabState, PacketState, SocketFacts } from './state.ts';
import { packetName } from './words.ts';

/** One held packet in words: what cannot happen as long as it is held. */
export function narratePacket(state: LabState, packet: PacketState): string {
  const { sender, receiver } = endsOf(state, packet);
  const { from, to } = packet.event;
  const role = sender?.role ?? null;
  const sentence = meaning(state, packet, {
    its: (what) => (role === null ? `A ${what} from host ${from}` : `${The(role)}’s ${what}`),
    from: role === null ? `host ${from}` : the(role),
    whom: receiver === null || receiver.role === null ? `host ${to}` : the(receiver.role),
    receiver,
  });
  const more = [
    ...(packet.gate === null && packet.delayMs !== undefined
      ? [`It goes on by itself after ${delay(packet.delayMs)}.`]
      : []),
    ...(packet.copies === 0 ? [] : [repeated(packet.copies)]),
  ];
  return [sentence, ...more].join(' ');
}

const delay = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

interface Cast {
  /** "The client’s SYN" */
  readonly its: (what: string) => string;
  readonly from: string;
  readonly whom: string;
  readonly receiver: SocketFacts | null;
}

function meaning(state: LabState, packet: PacketState, cast: Cast): string {
  const { its, from, whom, receiver } = cast;
  const { tcp } = packet.event;
  const { udp } = packet.event;
  const name = udp === undefined ? packetName(packet.event) : `datagram of ${byteWords(udp.len)}`;
  const held = `${its(name)} is held on the wire`;
  if (hasArrivedBefore(state, packet)) {
    return `${held} a second time: ${from} has heard no answer and sent it again, though ${whom} has it already.`;
  }
  if (tcp === undefined) return `${held}: ${whom} knows nothing of it yet.`;
  const has = (flag: (typeof tcp.flags)[number]): boolean => tcp.flags.includes(flag);
  if (has('RST')) {
    return receiver?.state === 'SYN_SENT'
      ? `${held}: nobody listens there, and when it arrives connect() fails with ECONNREFUSED.`
      : `${held}: when it arrives, the connection ends at once and without a farewell.`;
  }
  if (has('SYN') && has('ACK')) {
    return receiver !== null && waitsIn(state, receiver, 'connect')
      ? `${held}, so connect() cannot return until ${whom} receives it.`
      : `${held}: ${whom} does not know yet that it was heard.`;
  }
  if (has('SYN')) {
    if (receiver?.state === 'SYN_SENT')
      return `${held}: ${whom} has asked for the same connection, and the SYNs cross.`;
    return receiver === null
      ? `${held}: the lab knows of nobody who listens where it is going.`
      : `${held}: ${whom}’s kernel knows nothing of a connection yet${someoneWaitsIn(state, 'connect') ? ', and connect() waits for an answer' : ''}.`;
  }
  if (has('FIN')) return finMeaning(cast, held, tcp.len);
  if (tcp.len > 0) {
    const bytes = `${its(byteWords(tcp.len))} ${tcp.len === 1 ? 'is' : 'are'} held on the wire`;
    return receiver !== null && waitsIn(state, receiver, 'recv')
      ? `${bytes}, so recv() in ${whom} goes on waiting.`
      : `${bytes}: ${from} has handed them to its kernel, yet ${whom} has received nothing.`;
  }
  return ackMeaning(state, cast, held);
}

const hasArrivedBefore = (state: LabState, { event }: PacketState): boolean =>
  event.retransmitOf !== undefined && state.packets[event.retransmitOf]?.phase === 'delivered';

function finMeaning({ its, from, whom, receiver }: Cast, held: string, bytes: number): string {
  const what = bytes > 0 ? `${its(`last ${byteWords(bytes)}`)} and the FIN behind them are held on the wire` : held;
  if (receiver === null) return `${what}: ${whom} has forgotten the connection already.`;
  if (receiver.state === 'FIN_WAIT2' || receiver.state === 'FIN_WAIT1') {
    return `${what}: when it arrives, both halves are closed and ${whom} waits in TIME_WAIT.`;
  }
  return `${what}: ${from} has closed its half of the connection, and ${whom} does not know it yet.`;
}

/** What a segment that only acknowledges means to the end it is on its way to. */
function ackMeaning(state: LabState, { from, whom, receiver }: Cast, held: string): string {
  const at = receiver?.state;
  if (at === 'SYN_RECV' || at === 'LISTEN') {
    const waits = someoneWaitsIn(state, 'accept') ? ', and accept() goes on waiting' : '';
    return `${held}: ${from} believes in the connection already, but ${whom} has only a half-open request${waits}.`;
  }
  if (at === 'FIN_WAIT1') return `${held}: ${whom} does not know yet that its FIN has arrived.`;
  if (at === 'LAST_ACK') return `${held}: until this last ACK arrives, ${whom} stays in LAST_ACK.`;
  if (at === 'CLOSING') return `${held}: when it arrives, ${whom} enters TIME_WAIT.`;
  return `${held}: ${whom}’s kernel keeps what it sent until it is acknowledged.`;
}

const repeated = (copies: number): string =>
  copies === 1 ? 'Its sender has repeated it once.' : `Its sender has repeated it ${times(copies)}.`;

const times = (count: number): string => (count === 2 ? 'twice' : `${numberWord(count)} times`);

const waitsIn = (state: LabState, socket: SocketFacts, api: string): boolean => {
  const call = callerOn(state, socket)?.call;
  return call?.api === api && (call.phase === 'blocked' || call.phase === 'kernel');
};

const someoneWaitsIn = (state: LabState, api: string): boolean =>
  Object.values(state.processes).some((process) => process.call?.api === api && process.call.phase === 'blocked');

/** What a receive queue holds, for the sentences on recv(); null where there is nothing to say. */
export function readable(socket: SocketFacts | null): { readonly bytes: number; readonly closed: boolean } {
  return socket === null ? { bytes: 0, closed: false } : { bytes: bytesToRead(socket), closed: peerHasClosed(socket) };
}
