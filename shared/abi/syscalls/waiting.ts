import {
  epollFlags,
  epollOperations,
  eventfdFlags,
  signalfdFlags,
  timerfdFlags,
  timerfdSetFlags,
} from '../constants-descriptors.ts';
import { clockIds } from '../constants-processes.ts';
import {
  call,
  fd,
  flags,
  int,
  size,
  struct,
  structInOut,
  structOut,
  symbol,
  type Field,
  type Syscall,
} from './entry.ts';

const set = (name: string): Field => ({ name, kind: 'fdSet', count: 0 });
const sets = [int('nfds'), set('readfds'), set('writefds'), set('exceptfds')];
const polled: readonly Field[] = [{ name: 'fds', kind: 'pollfds', count: 1 }, int('nfds')];
const epollWait = (timeout: Field): readonly Field[] => [
  fd('epfd'),
  { name: 'events', kind: 'epollEventsOut' },
  int('maxevents'),
  timeout,
];
const mask = [struct('sigmask', 'sigset_t'), size('sigsetsize')];

/** Calls that wait for several descriptors, and the descriptors that exist to be waited on. */
// prettier-ignore
export const waitingCalls = {
  select:          call(23, null, [...sets, structInOut('timeout', 'timeval')], { blocks: true }),
  pselect6:        call(270, 72, [...sets, structInOut('timeout', 'timespec'), { name: 'sigmask', kind: 'sigmaskPair' }], { blocks: true }),
  poll:            call(7, null, [...polled, int('timeout')], { blocks: true }),
  ppoll:           call(271, 73, [...polled, structInOut('timeout', 'timespec'), ...mask], { blocks: true }),
  epoll_create:    call(213, null, [int('size')], { returns: 'fd' }),
  epoll_create1:   call(291, 20, [flags('flags', epollFlags)], { returns: 'fd' }),
  epoll_ctl:       call(233, 21, [fd('epfd'), symbol('op', epollOperations), fd('fd'), struct('event', 'epoll_event')]),
  epoll_wait:      call(232, null, epollWait(int('timeout')), { blocks: true }),
  epoll_pwait:     call(281, 22, [...epollWait(int('timeout')), ...mask], { blocks: true }),
  epoll_pwait2:    call(441, 441, [...epollWait(struct('timeout', 'timespec')), ...mask], { blocks: true }),
  eventfd2:        call(290, 19, [int('initval'), flags('flags', eventfdFlags)], { returns: 'fd' }),
  signalfd4:       call(289, 74, [fd('fd'), struct('mask', 'sigset_t'), size('sizemask'), flags('flags', signalfdFlags)], { returns: 'fd' }),
  timerfd_create:  call(283, 85, [symbol('clockid', clockIds), flags('flags', timerfdFlags)], { returns: 'fd' }),
  timerfd_settime: call(286, 86, [fd('fd'), flags('flags', timerfdSetFlags), struct('new_value', 'itimerspec'), structOut('old_value', 'itimerspec')]),
  timerfd_gettime: call(287, 87, [fd('fd'), structOut('curr_value', 'itimerspec')]),
} satisfies Record<string, Syscall>;
