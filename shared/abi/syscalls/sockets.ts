import {
  addressFamilies,
  messageFlags,
  shutdownHow,
  socketLevels,
  socketTypeFlags,
  socketTypes,
} from '../constants.ts';
import { call, fd, flags, int, size, structInOut, symbol, type Field, type Syscall } from './entry.ts';

const address = (name: string, length: number): Field => ({ name, kind: 'sockaddr', length });
const addressOut = (name: string, length: number): Field => ({ name, kind: 'sockaddrOut', length });
const lengthInOut = (name: string): Field => ({ name, kind: 'lengthInOut' });
const bytes = (name: string, length: number): Field => ({ name, kind: 'bytes', length });
const bytesOut = (name: string, length: number): Field => ({ name, kind: 'bytesOut', length });
const messages = (receives: boolean): Field => ({ name: 'msgvec', kind: 'mmsghdr', count: 2, receives });

const socketArgs: readonly Field[] = [
  symbol('domain', addressFamilies),
  { name: 'type', kind: 'flags', of: socketTypeFlags, low: { mask: 0xf, of: socketTypes } },
  { name: 'protocol', kind: 'protocol' },
];
const acceptArgs = [fd('sockfd'), addressOut('addr', 2), lengthInOut('addrlen')];
const optionArgs: readonly Field[] = [
  fd('sockfd'),
  symbol('level', socketLevels),
  { name: 'optname', kind: 'optname' } as const,
];
const messageArgs = (kind: 'msghdr' | 'msghdrOut'): readonly Field[] => [
  fd('sockfd'),
  { name: 'msg', kind },
  flags('flags', messageFlags),
];

/** Calls on sockets (man pages, section 2). */
// prettier-ignore
export const socketCalls = {
  socket:      call(41, 198, socketArgs, { returns: 'fd' }),
  socketpair:  call(53, 199, [...socketArgs, { name: 'sv', kind: 'fdPairOut' }]),
  bind:        call(49, 200, [fd('sockfd'), address('addr', 2), int('addrlen')]),
  listen:      call(50, 201, [fd('sockfd'), int('backlog')]),
  accept:      call(43, 202, acceptArgs, { blocks: true, returns: 'fd' }),
  accept4:     call(288, 242, [...acceptArgs, flags('flags', socketTypeFlags)], { blocks: true, returns: 'fd' }),
  connect:     call(42, 203, [fd('sockfd'), address('addr', 2), int('addrlen')], { blocks: true }),
  sendto:      call(44, 206, [fd('sockfd'), bytes('buf', 2), size('len'), flags('flags', messageFlags), address('dest_addr', 5), int('addrlen')], { blocks: true }),
  recvfrom:    call(45, 207, [fd('sockfd'), bytesOut('buf', 2), size('len'), flags('flags', messageFlags), addressOut('src_addr', 5), lengthInOut('addrlen')], { blocks: true }),
  sendmsg:     call(46, 211, messageArgs('msghdr'), { blocks: true }),
  recvmsg:     call(47, 212, messageArgs('msghdrOut'), { blocks: true }),
  sendmmsg:    call(307, 269, [fd('sockfd'), messages(false), int('vlen'), flags('flags', messageFlags)], { blocks: true }),
  recvmmsg:    call(299, 243, [fd('sockfd'), messages(true), int('vlen'), flags('flags', messageFlags), structInOut('timeout', 'timespec')], { blocks: true }),
  shutdown:    call(48, 210, [fd('sockfd'), symbol('how', shutdownHow)]),
  getsockname: call(51, 204, acceptArgs),
  getpeername: call(52, 205, acceptArgs),
  setsockopt:  call(54, 208, [...optionArgs, { name: 'optval', kind: 'option', length: 4 }, int('optlen')]),
  getsockopt:  call(55, 209, [...optionArgs, { name: 'optval', kind: 'optionOut', length: 4 }, lengthInOut('optlen')]),
} satisfies Record<string, Syscall>;
