import { stateName } from '#shared/abi/states';
import type { Address } from '#shared/events/address';
import { readCookie } from './cookie.ts';
import type { KernelSocket } from './kernel-socket.ts';
import { encodeMessage, NLM_F_DUMP, NLM_F_REQUEST, readAttributes } from './message.ts';
import { SOCK_DIAG_BY_FAMILY } from './inet-diag.ts';

/** unix_diag, the kernel's table of Unix domain sockets (linux/unix_diag.h, sock_diag(7)). */

const AF_UNIX = 1;
const MSG_LENGTH = 16;
const TCP_LISTEN = 10;
const SHOW_NAME = 1;
const SHOW_PEER = 4;
const SHOW_ICONS = 8;
const SHOW_RQLEN = 16;
const SHOW_UID = 64;
const UNIX_DIAG_NAME = 0;
const UNIX_DIAG_PEER = 2;
const UNIX_DIAG_ICONS = 3;
const UNIX_DIAG_RQLEN = 4;
const UNIX_DIAG_SHUTDOWN = 6;
const UNIX_DIAG_UID = 7;

/** A dump of all Unix sockets of the network namespace (struct unix_diag_req, 24 bytes). */
export function encodeUnixDump(): Buffer {
  const body = Buffer.alloc(24);
  body[0] = AF_UNIX;
  body.writeUInt32LE(0xffff_ffff, 4);
  body.writeUInt32LE(SHOW_NAME | SHOW_PEER | SHOW_ICONS | SHOW_RQLEN | SHOW_UID, 12);
  body.writeUInt32LE(0xffff_ffff, 16);
  body.writeUInt32LE(0xffff_ffff, 20);
  return encodeMessage(SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, body);
}

/** unix(7): a leading NUL marks an abstract name; a path is told with its closing NUL. */
function readName(buffer: Buffer, from: number, to: number): Address {
  if (buffer[from] === 0) return { family: 'AF_UNIX', abstract: buffer.toString('utf8', from + 1, to) };
  const end = buffer.indexOf(0, from);
  return { family: 'AF_UNIX', path: buffer.toString('utf8', from, end >= from && end < to ? end : to) };
}

/** The socket types that AF_UNIX has (linux/net.h). */
const types: Readonly<Record<number, KernelSocket['type']>> = {
  1: 'SOCK_STREAM',
  2: 'SOCK_DGRAM',
  5: 'SOCK_SEQPACKET',
};

/** One struct unix_diag_msg at [from, to) with its attributes; null where it is cut off or of an unknown type or state. */
export function decodeUnixSocket(buffer: Buffer, from: number, to: number): KernelSocket | null {
  if (to - from < MSG_LENGTH || buffer[from] !== AF_UNIX) return null;
  const type = types[buffer[from + 1] ?? 0];
  const kernelState = buffer[from + 2] ?? 0;
  const state = stateName('unix', kernelState);
  if (type === undefined || state === undefined) return null;
  let local: Address | null = null;
  let peerInode: number | undefined;
  let pending: number[] | undefined;
  let recvq = 0;
  let sendq = 0;
  let shutdown: number | null = null;
  let uid: number | undefined;
  readAttributes(buffer, from + MSG_LENGTH, to, (attribute, at, end) => {
    if (attribute === UNIX_DIAG_NAME && end > at) local = readName(buffer, at, end);
    else if (attribute === UNIX_DIAG_PEER) peerInode = buffer.readUInt32LE(at);
    else if (attribute === UNIX_DIAG_ICONS) {
      pending = [];
      for (let i = at; i + 4 <= end; i += 4) pending.push(buffer.readUInt32LE(i));
    } else if (attribute === UNIX_DIAG_RQLEN) {
      recvq = buffer.readUInt32LE(at);
      sendq = buffer.readUInt32LE(at + 4);
    } else if (attribute === UNIX_DIAG_SHUTDOWN) shutdown = buffer[at] ?? 0;
    else if (attribute === UNIX_DIAG_UID) uid = buffer.readUInt32LE(at);
  });
  const listens = kernelState === TCP_LISTEN;
  return {
    protocol: 'unix',
    family: 'AF_UNIX',
    type,
    state,
    kernelState,
    local,
    remote: null,
    cookie: readCookie(buffer, from + 8),
    inode: buffer.readUInt32LE(from + 4),
    ...(uid === undefined ? {} : { uid }),
    recvq,
    sendq,
    timer: null,
    shutdown,
    ...(listens ? { acceptQueue: { length: recvq, limit: sendq }, pendingInodes: pending ?? [] } : {}),
    ...(peerInode === undefined ? {} : { peerInode }),
  };
}
