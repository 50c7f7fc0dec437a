import { stateName } from '#shared/abi/states';
import type { Address } from '#shared/events/address';
import type { SocketState } from '#shared/events/socket';
import { asAddress, decodeSockaddr } from '../decode/sockaddr.ts';
import { localAddress, option, withDescriptor } from '../ffi/pidfd.ts';

const SOL_SOCKET = 1;
const SO_TYPE = 3;
const SO_ACCEPTCONN = 30;
const SO_PROTOCOL = 38;
const SO_DOMAIN = 39;
const SO_COOKIE = 57;
const IPPROTO_TCP = 6;
const TCP_INFO = 11;

const families = { 1: 'AF_UNIX', 2: 'AF_INET', 10: 'AF_INET6' } as const;
const types = { 1: 'SOCK_STREAM', 2: 'SOCK_DGRAM', 5: 'SOCK_SEQPACKET' } as const;

/** What a socket says of itself through getsockopt(2), for those that no dump lists (fresh, unbound, reset). */
export interface OwnWords {
  readonly cookie: string;
  readonly family: 'AF_INET' | 'AF_INET6' | 'AF_UNIX';
  readonly type: 'SOCK_STREAM' | 'SOCK_DGRAM' | 'SOCK_SEQPACKET';
  readonly protocol: 'tcp' | 'udp' | 'unix';
  /** null where it cannot be asked: only TCP tells its state (TCP_INFO), the others only whether they listen. */
  readonly state: SocketState | null;
  readonly local: Address | null;
}

/** Asks descriptor `fd` of the process behind `pidfd`; null where it is no socket of a kind that the lab shows. */
export function askSocket(pidfd: number, fd: number): OwnWords | null {
  return withDescriptor(pidfd, fd, (duplicate) => {
    const number = (name: number): number | null => option(duplicate, SOL_SOCKET, name, 4)?.readInt32LE(0) ?? null;
    const family = families[number(SO_DOMAIN) as keyof typeof families];
    const type = types[number(SO_TYPE) as keyof typeof types];
    const cookie = option(duplicate, SOL_SOCKET, SO_COOKIE, 8);
    if (!family || !type || cookie?.length !== 8) return null;
    const protocol = family === 'AF_UNIX' ? 'unix' : number(SO_PROTOCOL) === IPPROTO_TCP ? 'tcp' : 'udp';
    return {
      cookie: cookie.readBigUInt64LE(0).toString(),
      family,
      type,
      protocol,
      state: protocol === 'tcp' ? tcpState(duplicate) : number(SO_ACCEPTCONN) === 1 ? 'LISTEN' : null,
      local: boundAddress(duplicate),
    };
  });
}

/** The first byte of struct tcp_info is the state (include/uapi/linux/tcp.h). */
function tcpState(fd: number): SocketState | null {
  const info = option(fd, IPPROTO_TCP, TCP_INFO, 8);
  return info && info.length > 0 ? (stateName('tcp', info[0] as number) ?? null) : null;
}

/** The address it is bound to; port 0 or an empty Unix name means that it is not bound yet. */
function boundAddress(fd: number): Address | null {
  const bytes = localAddress(fd);
  const address = bytes ? asAddress(decodeSockaddr(bytes)) : null;
  if (address === null) return null;
  if (address.family === 'AF_UNIX') {
    return address.path === undefined && address.abstract === undefined ? null : address;
  }
  return address.port === 0 ? null : address;
}
