import type { Card } from './card.ts';

/** Descriptors that are made to be waited for, and pipes. */
export const eventCards: readonly Card[] = [
  {
    name: 'eventfd',
    section: 2,
    purpose: 'Makes a descriptor for a number in the kernel: writing adds to it, reading takes all of it.',
    args: [
      ['initval', 'the number to begin with'],
      ['flags', '0; EFD_NONBLOCK; EFD_SEMAPHORE: reading takes 1'],
    ],
    result: 'A descriptor; -1 on error.',
    errors: [['EMFILE', 'too many descriptors are open']],
    when: 'For one process or thread to wake another that sits in poll() or epoll_wait().',
  },
  {
    name: 'eventfd_read',
    section: 3,
    purpose: 'Reads an eventfd: takes the number and makes it 0 (read asks the kernel for 8 bytes).',
    args: [
      ['fd', 'the eventfd'],
      ['value', 'room for the number'],
    ],
    result: '0; -1 on error.',
    errors: [['EAGAIN', 'non-blocking, and the number is 0']],
    when: 'When poll() or epoll_wait() says that it can be read.',
  },
  {
    name: 'eventfd_write',
    section: 3,
    purpose: 'Adds to an eventfd’s number, and wakes who waits for it (write gives the kernel 8 bytes).',
    args: [
      ['fd', 'the eventfd'],
      ['value', 'how much'],
    ],
    result: '0; -1 on error.',
    errors: [['EAGAIN', 'non-blocking, and the number would become too large']],
    when: 'To tell another process or thread that there is something to do.',
  },
  {
    name: 'timerfd_create',
    section: 2,
    purpose: 'Makes a timer that is a descriptor: it can be read when the time has run out.',
    args: [
      ['clockid', 'CLOCK_MONOTONIC: nobody can set it back'],
      ['flags', '0; TFD_NONBLOCK'],
    ],
    result: 'A descriptor; -1 on error.',
    errors: [['EMFILE', 'too many descriptors are open']],
    when: 'To wait for time and for sockets in one epoll_wait().',
  },
  {
    name: 'timerfd_settime',
    section: 2,
    purpose: 'Starts or stops such a timer.',
    args: [
      ['fd', 'the timer'],
      ['flags', '0: from now on; TFD_TIMER_ABSTIME: at that time'],
      ['new_value', 'it_value: when first (0: stop); it_interval: how often then'],
      ['old_value', 'room for what was left, or NULL'],
    ],
    result: '0; -1 on error. Reading the timer then gives how often it has run out.',
    errors: [['EINVAL', 'the descriptor is no timer, or more than 999999999 nanoseconds']],
    when: 'After timerfd_create(), and whenever the time changes.',
  },
  {
    name: 'timerfd_gettime',
    section: 2,
    purpose: 'Tells how long such a timer has still to run.',
    args: [
      ['fd', 'the timer'],
      ['curr_value', 'room: it_value: what is left (0: it is stopped); it_interval'],
    ],
    result: '0; -1 on error.',
    errors: [['EINVAL', 'the descriptor is no timer']],
    when: 'Rarely: reading the timer tells that it has run out.',
  },
  {
    name: 'signalfd',
    section: 2,
    purpose: 'Makes a descriptor from which blocked signals can be read, 128 bytes each.',
    args: [
      ['fd', '-1: a new one'],
      ['mask', 'which signals; block them with sigprocmask() first'],
      ['flags', '0; SFD_NONBLOCK'],
    ],
    result: 'A descriptor; -1 on error.',
    errors: [['EINVAL', 'fd is no signalfd']],
    when: 'To wait for signals and for sockets in one epoll_wait(), without a handler.',
  },
  {
    name: 'pipe',
    section: 2,
    purpose: 'Makes two descriptors: what is written to the second can be read from the first.',
    args: [['pipefd', 'room for the two']],
    result: '0; -1 on error.',
    errors: [['EMFILE', 'too many descriptors are open']],
    when: 'Before fork(): parent and child each keep one end and close the other.',
  },
];
