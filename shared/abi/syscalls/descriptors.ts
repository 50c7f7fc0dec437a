import {
  fcntlCommands,
  ioctlRequests,
  pipeFlags,
  spliceFlags,
  unlinkFlags,
  workingDirectory,
} from '../constants-descriptors.ts';
import { call, fd, flags, path, size, structInOut, symbol, type Field, type Syscall } from './entry.ts';

const bytes = (name: string, length: number): Field => ({ name, kind: 'bytes', length });
const bytesOut = (name: string, length: number): Field => ({ name, kind: 'bytesOut', length });
const pair: Field = { name: 'pipefd', kind: 'fdPairOut' };

/** Calls on descriptors of any kind. */
// prettier-ignore
export const descriptorCalls = {
  read:     call(0, 63, [fd('fd'), bytesOut('buf', 2), size('count')], { blocks: true }),
  write:    call(1, 64, [fd('fd'), bytes('buf', 2), size('count')], { blocks: true }),
  readv:    call(19, 65, [fd('fd'), { name: 'iov', kind: 'iovecOut', count: 2 }, size('iovcnt')], { blocks: true }),
  writev:   call(20, 66, [fd('fd'), { name: 'iov', kind: 'iovec', count: 2 }, size('iovcnt')], { blocks: true }),
  close:    call(3, 57, [fd('fd')], { blocks: true }),
  dup:      call(32, 23, [fd('oldfd')], { returns: 'fd' }),
  dup2:     call(33, null, [fd('oldfd'), fd('newfd')], { returns: 'fd' }),
  dup3:     call(292, 24, [fd('oldfd'), fd('newfd'), flags('flags', pipeFlags)], { returns: 'fd' }),
  fcntl:    call(72, 25, [fd('fd'), symbol('cmd', fcntlCommands), { name: 'arg', kind: 'fcntlArgument' }], { returns: 'flags' }),
  ioctl:    call(16, 29, [fd('fd'), { name: 'request', kind: 'request', of: ioctlRequests }, { name: 'arg', kind: 'ioctlArgument' }]),
  pipe:     call(22, null, [pair]),
  pipe2:    call(293, 59, [pair, flags('flags', pipeFlags)]),
  sendfile: call(40, 71, [fd('out_fd'), fd('in_fd'), structInOut('offset', 'off_t'), size('count')], { blocks: true }),
  splice:   call(275, 76, [fd('fd_in'), structInOut('off_in', 'off_t'), fd('fd_out'), structInOut('off_out', 'off_t'), size('size'), flags('flags', spliceFlags)], { blocks: true }),
  unlink:   call(87, null, [path('pathname')]),
  unlinkat: call(263, 35, [symbol('dirfd', workingDirectory), path('pathname'), flags('flags', unlinkFlags)]),
} satisfies Record<string, Syscall>;
