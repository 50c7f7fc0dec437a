import type { LabState, SocketFacts } from '#shared/model/state';
import { fromBase64 } from '#shared/base/base64';
import { bytesInQueue } from '#shared/model/stream-bytes';
import { escapeBytes } from './shorthand.ts';

/** Bytes in a buffer as a reader counts them: concluded where the kernel counts sequence numbers, else its own figure. */
export function bytesIn(socket: SocketFacts, direction: 'send' | 'receive'): number {
  const { inferredBytes } = socket;
  if (direction === 'send') return inferredBytes?.send ?? socket.sendq;
  return inferredBytes?.recv ?? socket.recvq;
}

const MOST_LETTERS = 12;

/** The bytes in a buffer, one printed character each. */
export interface Letters {
  readonly letters: readonly string[];
  /** Concluded from the calls so far; else a call that is still in progress has just handed them over. */
  readonly inferred: boolean;
}

const letters = (bytes: Iterable<number>): string[] => Array.from(bytes, (byte) => escapeBytes(Uint8Array.of(byte)));

/** The bytes themselves. Null where the log does not tell them, and where they are too many to be drawn. */
export function lettersIn(state: LabState, socket: SocketFacts, direction: 'send' | 'receive'): Letters | null {
  const sent = direction === 'receive' ? unixSend(state) : null;
  if (sent !== null && sent.to === socket.id && sent.bytes.length === socket.recvq) {
    return sent.bytes.length > MOST_LETTERS ? null : { letters: letters(sent.bytes), inferred: false };
  }
  const bytes = bytesInQueue(state, socket, direction);
  if (bytes === null || bytes.length > MOST_LETTERS) return null;
  return { letters: letters(Array.from(bytes, (character) => character.charCodeAt(0))), inferred: true };
}

export interface UnixSend {
  readonly from: string;
  readonly to: string;
  readonly bytes: Uint8Array;
}

const senders = new Set(['send', 'sendto', 'write']);

/**
 * Data that moves inside one kernel now: the call the accent is on writes to a Unix socket, and sock_diag shows bytes
 * waiting at its peer.
 */
export function unixSend(state: LabState): UnixSend | null {
  const { now } = state;
  if (now === null || now.pid === null || (now.kind !== 'call' && now.kind !== 'return')) return null;
  const call = state.processes[now.pid]?.call;
  if (call === undefined || call === null || call.phase === 'gate' || !senders.has(call.api)) return null;
  const socket = state.sockets[call.args.find((argument) => argument.socket !== undefined)?.socket ?? ''];
  const peer = socket?.protocol === 'unix' && socket.peer !== null ? state.sockets[socket.peer] : undefined;
  if (socket === undefined || peer === undefined || peer.recvq === 0) return null;
  const data = call.args.map((argument) => argument.value).find(isBytes);
  return { from: socket.id, to: peer.id, bytes: data === undefined ? new Uint8Array() : fromBase64(data.bytes) };
}

const isBytes = (value: unknown): value is { readonly bytes: string; readonly length: number } =>
  typeof value === 'object' && value !== null && 'bytes' in value;
