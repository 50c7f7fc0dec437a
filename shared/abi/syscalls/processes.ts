import {
  clockIds,
  cloneFlags,
  intervalTimers,
  mapFlags,
  mapTypes,
  protections,
  randomFlags,
  remapFlags,
  sigmaskHow,
  sleepFlags,
  waitOptions,
} from '../constants-processes.ts';
import { kernelSignals } from '../signals.ts';
import {
  call,
  fd,
  flags,
  int,
  path,
  pointer,
  size,
  struct,
  structOut,
  symbol,
  type Field,
  type Syscall,
} from './entry.ts';

const CLONE_PARENT_SETTID = 0x10_0000;
const EINTR = -4;
/** The kernel's own form of EINTR for a sleep, which the tracer sees (include/linux/errno.h). */
const ERESTART_RESTARTBLOCK = -516;

const sleeping = (request: string): readonly Field[] => [
  struct(request, 'timespec'),
  structOut('remain', 'timespec', (_, result) => result === EINTR || result === ERESTART_RESTARTBLOCK),
];
/** wait4(2) with WNOHANG answers 0 where no child has changed, and has then written nothing. */
const found = (_: readonly number[], result: number): boolean => result > 0;

/** Calls about processes, signals, time and memory. */
// prettier-ignore
export const processCalls = {
  getpid:          call(39, 172, []),
  getppid:         call(110, 173, []),
  gettid:          call(186, 178, []),
  getrandom:       call(318, 278, [{ name: 'buf', kind: 'bytesOut', length: 1 }, size('buflen'), flags('flags', randomFlags)]),
  fork:            call(57, null, []),
  clone:           call(56, 220, [
    { name: 'flags', kind: 'flags', of: cloneFlags, low: { mask: 0xff, of: kernelSignals, last: true } },
    pointer('stack'),
    structOut('parent_tid', 'int', ([bits = 0], result) => result > 0 && (bits & CLONE_PARENT_SETTID) !== 0),
    { ...pointer('child_tid'), arm64: 4 },
    { ...pointer('tls'), arm64: 3 },
  ]),
  execve:          call(59, 221, [path('pathname'), { name: 'argv', kind: 'strings' }, { name: 'envp', kind: 'environ' }]),
  exit_group:      call(231, 94, [int('status')]),
  wait4:           call(61, 260, [int('pid'), structOut('wstatus', 'wait status', found), flags('options', waitOptions), structOut('rusage', 'rusage', found)], { blocks: true }),
  kill:            call(62, 129, [int('pid'), symbol('sig', kernelSignals)]),
  tgkill:          call(234, 131, [int('tgid'), int('tid'), symbol('sig', kernelSignals)]),
  rt_sigaction:    call(13, 134, [symbol('signum', kernelSignals), struct('act', 'sigaction'), structOut('oldact', 'sigaction'), size('sigsetsize')]),
  rt_sigprocmask:  call(14, 135, [symbol('how', sigmaskHow), struct('set', 'sigset_t'), structOut('oldset', 'sigset_t'), size('sigsetsize')]),
  rt_sigpending:   call(127, 136, [structOut('set', 'sigset_t'), size('sigsetsize')]),
  rt_sigsuspend:   call(130, 133, [struct('mask', 'sigset_t'), size('sigsetsize')], { blocks: true }),
  rt_sigtimedwait: call(128, 137, [struct('set', 'sigset_t'), pointer('info'), struct('timeout', 'timespec'), size('sigsetsize')], { blocks: true }),
  // It has no arguments: the mask that it puts back lies on the stack, and whoever traces the call says where.
  rt_sigreturn:    call(15, 139, [struct('mask', 'sigset_t')]),
  alarm:           call(37, null, [int('seconds')]),
  setitimer:       call(38, 103, [symbol('which', intervalTimers), struct('new_value', 'itimerval'), structOut('old_value', 'itimerval')]),
  pause:           call(34, null, [], { blocks: true }),
  nanosleep:       call(35, 101, sleeping('req'), { blocks: true }),
  clock_nanosleep: call(230, 115, [symbol('clockid', clockIds), flags('flags', sleepFlags), ...sleeping('request')], { blocks: true }),
  brk:             call(12, 214, [pointer('addr')], { returns: 'address' }),
  mmap:            call(9, 222, [pointer('addr'), size('length'), flags('prot', protections), { name: 'flags', kind: 'flags', of: mapFlags, low: { mask: 0xf, of: mapTypes } }, fd('fd'), { name: 'offset', kind: 'hex' }], { returns: 'address' }),
  mremap:          call(25, 216, [pointer('old_address'), size('old_size'), size('new_size'), flags('flags', remapFlags), pointer('new_address')], { returns: 'address' }),
  munmap:          call(11, 215, [pointer('addr'), size('length')]),
} satisfies Record<string, Syscall>;
