import { charactersOf } from '../base/base64.ts';
import type { Argument } from '../events/value.ts';
import { bytesToRead, peerOf } from './endpoints.ts';
import { put } from './record.ts';
import type { CurrentCall, LabState, SocketFacts, StreamBytes } from './state.ts';

/** So many of the last bytes written are kept: more than any picture shows. */
const KEPT_BYTES = 64;

const none: StreamBytes = { written: 0, read: 0, tail: '' };

const writing = new Set(['sendto', 'write', 'writev', 'sendmsg', 'sendfile', 'splice']);
const reading = new Set(['recvfrom', 'read', 'readv', 'recvmsg', 'splice']);
/** Their results count messages. */
const uncounted = new Set(['sendmmsg', 'recvmmsg']);

/** The sockets after a call on one of them has returned. */
export function addStreamBytes(sockets: LabState['sockets'], call: CurrentCall): LabState['sockets'] {
  const count = call.ret ?? 0;
  if (count <= 0 || call.errno !== null) return sockets;
  let changed = sockets;
  const change = (id: string | undefined, work: (stream: StreamBytes) => StreamBytes): void => {
    const socket = id === undefined ? undefined : changed[id];
    if (id === undefined || socket === undefined || socket.type !== 'SOCK_STREAM') return;
    changed = put(changed, id, { ...socket, stream: work(socket.stream ?? none) });
  };
  if (writing.has(call.call)) change(target(call), (stream) => written(stream, call.args, count));
  if (reading.has(call.call) && !hasFlag(call.args, 'MSG_PEEK')) {
    // The urgent byte comes out of turn: which bytes are left is told by their place no longer.
    const outOfTurn = hasFlag(call.args, 'MSG_OOB') ? ({ lost: true } as const) : {};
    change(call.args[0]?.socket, (stream) => ({ ...stream, read: stream.read + count, ...outOfTurn }));
  }
  if (uncounted.has(call.call)) change(call.args[0]?.socket, (stream) => ({ ...stream, lost: true }));
  return changed;
}

/** The socket that a call writes to: splice(2) names it third. */
const target = ({ call, args }: CurrentCall): string | undefined => args[call === 'splice' ? 2 : 0]?.socket;

function written(stream: StreamBytes, args: readonly Argument[], count: number): StreamBytes {
  const bytes = handedOver(args);
  const known = bytes !== null && bytes.length >= count ? bytes.slice(0, count) : null;
  const tail = known === null ? '' : (stream.tail + known).slice(-KEPT_BYTES);
  return { ...stream, written: stream.written + count, tail };
}

/** The bytes that a call gives to the kernel, as far as they were read (at most the first 4096). */
function handedOver(args: readonly Argument[]): string | null {
  for (const { value } of args) {
    if (typeof value !== 'object' || value === null || !('bytes' in value)) continue;
    return charactersOf(value.bytes);
  }
  return null;
}

const hasFlag = (args: readonly Argument[], flag: string): boolean =>
  args.some(
    ({ value }) => typeof value === 'object' && value !== null && 'flags' in value && value.flags.includes(flag),
  );

/**
 * The bytes in a queue of a stream socket, a character a byte: sent and not acknowledged, or arrived and not read. null where the calls
 * seen do not tell them all, and where the queue is empty.
 */
export function bytesInQueue(state: LabState, socket: SocketFacts, queue: 'send' | 'receive'): string | null {
  if (socket.type !== 'SOCK_STREAM' || socket.state === 'LISTEN') return null;
  if (queue === 'send') {
    const count = socket.inferredBytes?.send ?? socket.sendq;
    const stream = streamSoFar(state, socket);
    return part(stream, stream.written - count, count);
  }
  const peer = peerOf(state, socket);
  if (peer === null || socket.stream?.lost === true) return null;
  return part(streamSoFar(state, peer), (socket.stream ?? none).read, bytesToRead(socket));
}

function part(stream: StreamBytes, from: number, count: number): string | null {
  const start = from - (stream.written - stream.tail.length);
  if (stream.lost === true || count <= 0 || start < 0 || start + count > stream.tail.length) return null;
  return stream.tail.slice(start, start + count);
}

/** With the bytes of a call that has not come back yet: the kernel takes them before it answers. */
function streamSoFar(state: LabState, socket: SocketFacts): StreamBytes {
  const stream = socket.stream ?? none;
  for (const { pid } of socket.owners) {
    const call = state.processes[pid]?.call;
    if (call === undefined || call === null || !writing.has(call.call) || target(call) !== socket.id) continue;
    if (call.phase !== 'kernel' && call.phase !== 'blocked') continue;
    const bytes = handedOver(call.args);
    if (bytes !== null) return written(stream, call.args, bytes.length);
  }
  return stream;
}
