import {
  descriptorFlags,
  epollEvents,
  epollFlags,
  epollOperations,
  eventfdFlags,
  fcntlCommands,
  ioctlRequests,
  openFlags,
  pollEvents,
  signalfdFlags,
  spliceFlags,
  timerfdFlags,
  timerfdSetFlags,
} from './constants-descriptors.ts';
import {
  actionFlags,
  clockIds,
  intervalTimers,
  mapFlags,
  mapTypes,
  protections,
  sigmaskHow,
  sleepFlags,
  waitOptions,
} from './constants-processes.ts';
import { errnoNumbers } from './errno.ts';
import type { Constants } from './named-numbers.ts';
import { signalNumbers } from './signals.ts';

/**
 * The C library's names for numbers, on Linux x86-64, grouped as decoders need them. From
 * include/uapi/linux/{in,socket,tcp}.h, include/uapi/asm-generic/socket.h and glibc's bits/socket.h; a test compares every
 * one with the headers of this machine's compiler.
 */

/** First argument of socket(2), sa_family (bits/socket.h). The first name of a number is the one to show. */
export const addressFamilies: Constants = {
  AF_UNSPEC: 0,
  AF_UNIX: 1,
  AF_LOCAL: 1,
  AF_INET: 2,
  AF_INET6: 10,
  AF_NETLINK: 16,
  AF_PACKET: 17,
  AF_VSOCK: 40,
};

/** The older spelling of the same numbers. */
const protocolFamilies: Constants = {
  PF_UNSPEC: 0,
  PF_UNIX: 1,
  PF_LOCAL: 1,
  PF_INET: 2,
  PF_INET6: 10,
  PF_NETLINK: 16,
  PF_PACKET: 17,
};

/** Second argument of socket(2), its low four bits. */
export const socketTypes: Constants = {
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  SOCK_RDM: 4,
  SOCK_SEQPACKET: 5,
};

/** Bits that may be added to a socket's type, and the flags of accept4(2). */
export const socketTypeFlags: Constants = { SOCK_CLOEXEC: 0o2000000, SOCK_NONBLOCK: 0o4000 };

/** Third argument of socket(2) in AF_INET and AF_INET6; also levels of setsockopt(2). */
export const ipProtocols: Constants = {
  IPPROTO_IP: 0,
  IPPROTO_ICMP: 1,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  IPPROTO_ICMPV6: 58,
  IPPROTO_RAW: 255,
};

/** Levels of setsockopt(2) that are not protocols, and the SOL_ names of those that are. */
export const socketLevels: Constants = { SOL_SOCKET: 1, SOL_IP: 0, SOL_TCP: 6, SOL_IPV6: 41 };

/** Options at SOL_SOCKET (asm-generic/socket.h; socket(7)). */
export const socketOptions: Constants = {
  SO_DEBUG: 1,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_DONTROUTE: 5,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_OOBINLINE: 10,
  SO_PRIORITY: 12,
  SO_LINGER: 13,
  SO_REUSEPORT: 15,
  SO_PASSCRED: 16,
  SO_PEERCRED: 17,
  SO_RCVLOWAT: 18,
  SO_SNDLOWAT: 19,
  SO_RCVTIMEO: 20,
  SO_SNDTIMEO: 21,
  SO_BINDTODEVICE: 25,
  SO_TIMESTAMP: 29,
  SO_ACCEPTCONN: 30,
  SO_SNDBUFFORCE: 32,
  SO_RCVBUFFORCE: 33,
  SO_MARK: 36,
  SO_PROTOCOL: 38,
  SO_DOMAIN: 39,
  SO_PEEK_OFF: 42,
  SO_BUSY_POLL: 46,
  SO_INCOMING_CPU: 49,
  SO_COOKIE: 57,
};

/** Options at IPPROTO_TCP (linux/tcp.h; tcp(7)). */
export const tcpOptions: Constants = {
  TCP_NODELAY: 1,
  TCP_MAXSEG: 2,
  TCP_CORK: 3,
  TCP_KEEPIDLE: 4,
  TCP_KEEPINTVL: 5,
  TCP_KEEPCNT: 6,
  TCP_SYNCNT: 7,
  TCP_LINGER2: 8,
  TCP_DEFER_ACCEPT: 9,
  TCP_WINDOW_CLAMP: 10,
  TCP_INFO: 11,
  TCP_QUICKACK: 12,
  TCP_CONGESTION: 13,
  TCP_USER_TIMEOUT: 18,
  TCP_FASTOPEN: 23,
  TCP_NOTSENT_LOWAT: 25,
  TCP_FASTOPEN_CONNECT: 30,
};

/** Options at IPPROTO_IP (linux/in.h; ip(7)). */
export const ipOptions: Constants = {
  IP_TOS: 1,
  IP_TTL: 2,
  IP_HDRINCL: 3,
  IP_OPTIONS: 4,
  IP_PKTINFO: 8,
  IP_MTU_DISCOVER: 10,
  IP_RECVERR: 11,
  IP_RECVTTL: 12,
  IP_RECVTOS: 13,
  IP_MTU: 14,
  IP_TRANSPARENT: 19,
  IP_MULTICAST_IF: 32,
  IP_MULTICAST_TTL: 33,
  IP_MULTICAST_LOOP: 34,
  IP_ADD_MEMBERSHIP: 35,
  IP_DROP_MEMBERSHIP: 36,
};

/** Options at IPPROTO_IPV6 (linux/in6.h; ipv6(7)). */
export const ipv6Options: Constants = { IPV6_UNICAST_HOPS: 16, IPV6_MTU: 24, IPV6_V6ONLY: 26 };

/** Flags of send(2) and recv(2). */
export const messageFlags: Constants = {
  MSG_OOB: 0x1,
  MSG_PEEK: 0x2,
  MSG_DONTROUTE: 0x4,
  MSG_CTRUNC: 0x8,
  MSG_TRUNC: 0x20,
  MSG_DONTWAIT: 0x40,
  MSG_EOR: 0x80,
  MSG_WAITALL: 0x100,
  MSG_CONFIRM: 0x800,
  MSG_ERRQUEUE: 0x2000,
  MSG_NOSIGNAL: 0x4000,
  MSG_MORE: 0x8000,
  MSG_WAITFORONE: 0x10000,
  MSG_ZEROCOPY: 0x4000000,
  MSG_FASTOPEN: 0x20000000,
  MSG_CMSG_CLOEXEC: 0x40000000,
};

/** Types of control messages at SOL_SOCKET (cmsg(3), unix(7)). */
export const socketMessages: Constants = { SCM_RIGHTS: 1, SCM_CREDENTIALS: 2, SCM_TIMESTAMP: 29 };

/** The same at IPPROTO_IP (ip(7)). */
export const ipMessages: Constants = { IP_TOS: 1, IP_TTL: 2, IP_PKTINFO: 8, IP_RECVERR: 11 };

/** Protocols of AF_NETLINK (linux/netlink.h). */
export const netlinkProtocols: Constants = {
  NETLINK_ROUTE: 0,
  NETLINK_USERSOCK: 2,
  NETLINK_SOCK_DIAG: 4,
  NETLINK_NETFILTER: 12,
  NETLINK_KOBJECT_UEVENT: 15,
  NETLINK_GENERIC: 16,
};

/** TCP's states as TCP_INFO numbers them (netinet/tcp.h). */
export const tcpStateNumbers: Constants = {
  TCP_ESTABLISHED: 1,
  TCP_SYN_SENT: 2,
  TCP_SYN_RECV: 3,
  TCP_FIN_WAIT1: 4,
  TCP_FIN_WAIT2: 5,
  TCP_TIME_WAIT: 6,
  TCP_CLOSE: 7,
  TCP_CLOSE_WAIT: 8,
  TCP_LAST_ACK: 9,
  TCP_LISTEN: 10,
  TCP_CLOSING: 11,
};

/** Second argument of shutdown(2). */
export const shutdownHow: Constants = { SHUT_RD: 0, SHUT_WR: 1, SHUT_RDWR: 2 };

/** Addresses in host byte order (netinet/in.h). */
const internetAddresses: Constants = {
  INADDR_ANY: 0,
  INADDR_LOOPBACK: 0x7f000001,
  INADDR_BROADCAST: 0xffffffff,
  INADDR_NONE: 0xffffffff,
};

/** Limits and sizes that programs name (limits.h, sys/socket.h, netinet/in.h, stdlib.h). */
const limits: Constants = {
  SOMAXCONN: 4096,
  INET_ADDRSTRLEN: 16,
  INET6_ADDRSTRLEN: 46,
  FD_SETSIZE: 1024,
  EXIT_SUCCESS: 0,
  EXIT_FAILURE: 1,
  CHAR_BIT: 8,
  CHAR_MAX: 127,
  CHAR_MIN: -128,
  UCHAR_MAX: 255,
  SHRT_MAX: 32767,
  SHRT_MIN: -32768,
  USHRT_MAX: 65535,
  INT_MAX: 2147483647,
  INT_MIN: -2147483648,
  UINT_MAX: 4294967295,
  UINT16_MAX: 65535,
  STDIN_FILENO: 0,
  STDOUT_FILENO: 1,
  STDERR_FILENO: 2,
  EOF: -1,
};

/** Every name above and every error's name, as a program may write it. */
export const constants: Constants = {
  ...addressFamilies,
  ...protocolFamilies,
  ...socketTypes,
  ...socketTypeFlags,
  ...ipProtocols,
  ...socketLevels,
  ...socketOptions,
  ...tcpOptions,
  ...ipOptions,
  ...ipv6Options,
  ...messageFlags,
  ...socketMessages,
  ...shutdownHow,
  ...internetAddresses,
  ...openFlags,
  ...fcntlCommands,
  ...descriptorFlags,
  ...pollEvents,
  ...epollEvents,
  ...epollOperations,
  ...epollFlags,
  ...eventfdFlags,
  ...signalfdFlags,
  ...timerfdFlags,
  ...timerfdSetFlags,
  ...ioctlRequests,
  ...spliceFlags,
  ...clockIds,
  ...sleepFlags,
  ...waitOptions,
  ...signalNumbers,
  ...actionFlags,
  ...intervalTimers,
  ...sigmaskHow,
  ...protections,
  ...mapTypes,
  ...mapFlags,
  ...limits,
  ...errnoNumbers,
};
