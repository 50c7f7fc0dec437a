import { ipv6Text } from '#shared/abi/packet-ip';
import { stateName } from '#shared/abi/states';
import type { Address } from '#shared/events/address';
import { readCookie, writeCookie } from './cookie.ts';
import type { KernelSocket, KernelTimer } from './kernel-socket.ts';
import { encodeMessage, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, readAttributes } from './message.ts';
import { decodeFigures } from './tcp-info.ts';

/** inet_diag, the kernel's table of TCP and UDP sockets (linux/inet_diag.h, sock_diag(7)). */

export const SOCK_DIAG_BY_FAMILY = 20;
const SOCK_DESTROY = 21;
/** The older request (linux/inet_diag.h): the kernel answers it for every family in one pass over its tables. */
const TCPDIAG_GETSOCK = 18;

export const AF_INET = 2;
export const AF_INET6 = 10;
const IPPROTO_TCP = 6;
export const IPPROTO_UDP = 17;

const INET_DIAG_INFO = 2;
const INET_DIAG_SKMEMINFO = 7;
const INET_DIAG_SHUTDOWN = 8;
const MSG_LENGTH = 72;
const TCP_LISTEN = 10;

/** States 1 to 12. */
export const ALL_STATES = 0x1ffe;
/** Bound, but neither listening nor connecting (TCP_BOUND_INACTIVE, since 6.8; older kernels pass over the bit). */
export const BOUND_INACTIVE = 1 << 13;

const extension = (attribute: number): number => 1 << (attribute - 1);
const EXTENSIONS = extension(INET_DIAG_INFO) | extension(INET_DIAG_SKMEMINFO) | extension(INET_DIAG_SHUTDOWN);

/** A dump of all TCP sockets, IPv4 and IPv6 (struct inet_diag_req, 60 bytes; its family is passed over by the kernel). */
export function encodeTcpDump(states: number): Buffer {
  const body = Buffer.alloc(60);
  body[0] = AF_INET;
  body[3] = EXTENSIONS;
  body.writeUInt32LE(states, 52);
  return encodeMessage(TCPDIAG_GETSOCK, NLM_F_REQUEST | NLM_F_DUMP, body);
}

function encodeRequest(family: number, protocol: number, states: number): Buffer {
  const body = Buffer.alloc(56);
  body[0] = family;
  body[1] = protocol;
  body[2] = EXTENSIONS;
  body.writeUInt32LE(states >>> 0, 4);
  return body;
}

/** A dump of one family and protocol (struct inet_diag_req_v2, 56 bytes). */
export const encodeInetDump = (family: number, protocol: number, states: number): Buffer =>
  encodeMessage(SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, encodeRequest(family, protocol, states));

function addressBytes(address: Address | null, family: number): Buffer {
  const bytes = Buffer.alloc(16);
  if (address === null || address.family === 'AF_UNIX') return bytes;
  if (family === AF_INET) address.addr.split('.').forEach((part, i) => (bytes[i] = Number(part)));
  else parseV6(address.addr).forEach((group, i) => bytes.writeUInt16BE(group, 2 * i));
  return bytes;
}

const groups = (part: string): number[] =>
  part
    .split(':')
    .filter(Boolean)
    .map((group) => parseInt(group, 16));

/** The eight groups of a text that ipv6Text wrote. */
function parseV6(text: string): number[] {
  const mapped = /^::ffff:(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (mapped) {
    const [a = 0, b = 0, c = 0, d = 0] = mapped.slice(1).map(Number);
    return [0, 0, 0, 0, 0, 0xffff, (a << 8) | b, (c << 8) | d];
  }
  const [head = '', tail] = text.split('::');
  if (tail === undefined) return groups(head);
  const [first, last] = [groups(head), groups(tail)];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

const port = (address: Address | null): number => (address && address.family !== 'AF_UNIX' ? address.port : 0);

/** Ends exactly this socket (SOCK_DESTROY): the kernel finds it by its addresses and checks the cookie. */
export function encodeDestroy(socket: KernelSocket): Buffer {
  const family = socket.family === 'AF_INET6' ? AF_INET6 : AF_INET;
  const body = encodeRequest(family, socket.protocol === 'udp' ? IPPROTO_UDP : IPPROTO_TCP, ALL_STATES);
  body.writeUInt16BE(port(socket.local), 8);
  body.writeUInt16BE(port(socket.remote), 10);
  addressBytes(socket.local, family).copy(body, 12);
  addressBytes(socket.remote, family).copy(body, 28);
  writeCookie(body, 48, socket.cookie);
  return encodeMessage(SOCK_DESTROY, NLM_F_REQUEST | NLM_F_ACK, body);
}

const ipv4Addresses = new Map<number, Address>();
/** More than any lab has at a time; then they are made anew. */
const MOST_ADDRESSES = 20_000;

/** Every look tells the same addresses again: each is the same object, so that two looks are compared at a glance. */
function ipv4Address(addr: number, port: number): Address {
  const key = addr * 0x1_0000 + port;
  let address = ipv4Addresses.get(key);
  if (address === undefined) {
    const text = `${addr >>> 24}.${(addr >>> 16) & 255}.${(addr >>> 8) & 255}.${addr & 255}`;
    address = Object.freeze({ family: 'AF_INET', addr: text, port });
    if (ipv4Addresses.size >= MOST_ADDRESSES) ipv4Addresses.clear();
    ipv4Addresses.set(key, address);
  }
  return address;
}

function readAddress(buffer: Buffer, family: number, portAt: number, addrAt: number, scope: number): Address | null {
  const number = buffer.readUInt16BE(portAt);
  if (number === 0) return null;
  if (family === AF_INET) return ipv4Address(buffer.readUInt32BE(addrAt), number);
  const addr = ipv6Text(buffer, addrAt);
  return scope === 0 ? { family: 'AF_INET6', addr, port: number } : { family: 'AF_INET6', addr, port: number, scope };
}

/** idiag_timer's values (net/ipv4/inet_diag.c, inet_sk_diag_fill). */
const timerNames: readonly (KernelTimer['name'] | undefined)[] = [
  undefined,
  'retransmit',
  'keepalive',
  'time_wait',
  'persist',
];

/** One struct inet_diag_msg at [from, to) with its attributes; null where it is cut off or of another family. */
export function decodeInetSocket(
  buffer: Buffer,
  from: number,
  to: number,
  protocol: 'tcp' | 'udp',
): KernelSocket | null {
  const family = buffer[from];
  if (to - from < MSG_LENGTH || (family !== AF_INET && family !== AF_INET6)) return null;
  const kernelState = buffer[from + 1] ?? 0;
  const state = stateName(protocol, kernelState);
  if (state === undefined) return null;
  const scope = buffer.readUInt32LE(from + 40);
  const timerName = timerNames[buffer[from + 2] ?? 0];
  const recvq = buffer.readUInt32LE(from + 56);
  const sendq = buffer.readUInt32LE(from + 60);
  const listens = protocol === 'tcp' && kernelState === TCP_LISTEN;
  let shutdown: number | null = null;
  let [memoryAt, memoryEnd, infoAt, infoEnd] = [0, 0, 0, 0];
  readAttributes(buffer, from + MSG_LENGTH, to, (type, at, end) => {
    if (type === INET_DIAG_SHUTDOWN) shutdown = buffer[at] ?? 0;
    else if (type === INET_DIAG_SKMEMINFO) [memoryAt, memoryEnd] = [at, end];
    else if (type === INET_DIAG_INFO && protocol === 'tcp') [infoAt, infoEnd] = [at, end];
  });
  return {
    protocol,
    family: family === AF_INET ? 'AF_INET' : 'AF_INET6',
    type: protocol === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM',
    state,
    kernelState,
    local: readAddress(buffer, family, from + 4, from + 8, scope),
    remote: readAddress(buffer, family, from + 6, from + 24, scope),
    cookie: readCookie(buffer, from + 44),
    inode: buffer.readUInt32LE(from + 68),
    uid: buffer.readUInt32LE(from + 64),
    recvq,
    sendq,
    timer: timerName
      ? { name: timerName, expiresMs: buffer.readUInt32LE(from + 52), count: buffer[from + 3] ?? 0 }
      : null,
    shutdown,
    acceptQueue: listens ? { length: recvq, limit: sendq } : undefined,
    info: listens ? undefined : decodeFigures(buffer, memoryAt, memoryEnd, infoAt, infoEnd),
  };
}
