import type { Card } from './card.ts';

const interrupted = ['EINTR', 'a signal came before anything else'] as const;

/** Waiting for several descriptors at once. */
export const waitingCards: readonly Card[] = [
  {
    name: 'select',
    section: 2,
    purpose: 'Waits until one of many descriptors is ready. The sets are read and overwritten.',
    args: [
      ['nfds', 'the highest descriptor plus 1'],
      ['readfds', 'whom to watch for reading (a new client, too)'],
      ['writefds', 'whom to watch for writing, or NULL'],
      ['exceptfds', 'mostly NULL'],
      ['timeout', 'how long at most; NULL: without end'],
    ],
    result: 'How many are ready, and which in the sets; 0 when the time is over; -1 on error.',
    errors: [interrupted, ['EBADF', 'one of them is not open']],
    when: 'One process serves several clients. No descriptor from 1024 on.',
  },
  {
    name: 'poll',
    section: 2,
    purpose: 'Waits as select() does, with a list in place of sets: the wish and the answer stand apart.',
    args: [
      ['fds', 'a list: descriptor, events wished, events found'],
      ['nfds', 'how many'],
      ['timeout', 'milliseconds at most; -1: without end'],
    ],
    result: 'How many entries have events; 0 when the time is over; -1 on error.',
    errors: [interrupted],
    when: 'For any number of descriptors, whatever their numbers.',
  },
  {
    name: 'epoll_create1',
    section: 2,
    purpose: 'Makes an epoll instance: the kernel keeps the list of who is watched.',
    args: [['flags', '0 or EPOLL_CLOEXEC']],
    result: 'A descriptor for the instance; -1 on error.',
    errors: [['EMFILE', 'the process has no descriptor left']],
    when: 'Once, in a server with many clients.',
  },
  {
    name: 'epoll_create',
    section: 2,
    purpose: 'Makes an epoll instance, as epoll_create1() does; the older form.',
    args: [['size', 'any number above 0; it counts for nothing']],
    result: 'A descriptor for the instance; -1 on error.',
    errors: [
      ['EINVAL', 'size is not above 0'],
      ['EMFILE', 'the process has no descriptor left'],
    ],
    when: 'In old programs; epoll_create1(0) is the same.',
  },
  {
    name: 'epoll_ctl',
    section: 2,
    purpose: 'Adds a descriptor to an epoll instance, changes what it is watched for, or takes it out.',
    args: [
      ['epfd', 'the instance'],
      ['op', 'EPOLL_CTL_ADD, EPOLL_CTL_MOD, EPOLL_CTL_DEL'],
      ['fd', 'whom'],
      ['event', 'for what: EPOLLIN, EPOLLET (edge-triggered) …, and data to be given back'],
    ],
    result: '0; -1 on error.',
    errors: [
      ['EEXIST', 'it is in the list already'],
      ['ENOENT', 'it is not in the list'],
    ],
    when: 'Once for each new client, not once for each wait.',
  },
  {
    name: 'epoll_wait',
    section: 2,
    purpose: 'Waits until somebody in an epoll instance is ready, and tells only who is.',
    args: [
      ['epfd', 'the instance'],
      ['events', 'room for the answers'],
      ['maxevents', 'how many at most'],
      ['timeout', 'milliseconds at most; -1: without end'],
    ],
    result: 'How many are ready; 0 when the time is over; -1 on error.',
    errors: [interrupted],
    when: 'In the server’s loop. Edge-triggered: read until EAGAIN, or the rest is not told again.',
  },
  {
    name: 'fcntl',
    section: 2,
    purpose: 'Reads or changes what a descriptor is like; O_NONBLOCK makes its calls return at once.',
    args: [
      ['fd', 'the descriptor'],
      ['cmd', 'F_GETFL, F_SETFL …'],
      ['arg', 'what the command wants'],
    ],
    result: 'It depends on the command; -1 on error.',
    errors: [['EBADF', 'no such descriptor is open']],
    when: 'Before a loop that must never be stopped by one slow client.',
  },
];
