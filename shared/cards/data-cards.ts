import type { Card } from './card.ts';

const sockfd = ['sockfd', 'the socket'] as const;
const peerGone = [
  ['ECONNRESET', 'the other end has broken the connection off'],
  ['EAGAIN', 'non-blocking, and nothing can be done now'],
] as const;
const toNobody = [
  ['EPIPE', 'nothing can be sent any more: closed or shut down; SIGPIPE comes first and kills, unless it is ignored'],
  ...peerGone,
] as const;

const vector = (what: string): Card['args'] => [
  ['iov', `an array of buffers (${what}): where each begins and how long it is`],
  ['iovcnt', 'how many'],
];

/** Bytes and messages in and out. */
export const dataCards: readonly Card[] = [
  {
    name: 'send',
    section: 2,
    purpose: 'Hands bytes to the kernel, which sends them when it can. It does not wait for the other end to read.',
    args: [sockfd, ['buf', 'the bytes'], ['len', 'how many'], ['flags', '0; MSG_NOSIGNAL: no SIGPIPE']],
    result: 'How many bytes the kernel took, perhaps fewer than given; -1 on error.',
    errors: toNobody,
    when: 'On a connected socket. It waits only while the send buffer is full.',
  },
  {
    name: 'recv',
    section: 2,
    purpose: 'Takes bytes that have arrived out of the kernel’s receive queue.',
    args: [sockfd, ['buf', 'room for them'], ['len', 'how much room'], ['flags', '0; MSG_PEEK; MSG_DONTWAIT']],
    result: 'How many bytes came; 0: the other end has closed its direction; -1 on error.',
    errors: peerGone,
    when: 'On a connected socket, in a loop: TCP keeps no message boundaries. It waits until something is there.',
  },
  {
    name: 'sendto',
    section: 2,
    purpose: 'Sends one datagram to the address given with it.',
    args: [
      sockfd,
      ['buf', 'the bytes'],
      ['len', 'how many'],
      ['flags', '0'],
      ['dest_addr', 'where to'],
      ['addrlen', 'its size'],
    ],
    result: 'How many bytes the kernel took; -1 on error. That it arrives is not said.',
    errors: [
      ['ECONNREFUSED', 'an earlier datagram was answered with “port unreachable” (connected UDP)'],
      ['EMSGSIZE', 'too large for one datagram'],
      ['EAGAIN', 'non-blocking, and the receiver’s queue is full (Unix)'],
    ],
    when: 'With datagram sockets that are not connected.',
  },
  {
    name: 'recvfrom',
    section: 2,
    purpose: 'Takes one datagram out of the receive queue, and tells who sent it.',
    args: [
      sockfd,
      ['buf', 'room for it'],
      ['len', 'how much room; what does not fit is lost'],
      ['flags', '0; MSG_TRUNC tells the real length'],
      ['src_addr', 'room for the sender’s address, or NULL'],
      ['addrlen', 'its size, or NULL'],
    ],
    result: 'How many bytes were copied; -1 on error.',
    errors: [['EAGAIN', 'non-blocking, and nothing has come']],
    when: 'In a server for datagrams: the answer goes to the address it tells.',
  },
  {
    name: 'sendmsg',
    section: 2,
    purpose: 'Sends from several buffers at once, and what only it can carry: descriptors and credentials.',
    args: [sockfd, ['msg', 'address, buffers and control messages in one structure'], ['flags', '0']],
    result: 'How many bytes the kernel took; -1 on error.',
    errors: toNobody,
    when: 'To pass a descriptor to another process (SCM_RIGHTS, Unix sockets).',
  },
  {
    name: 'recvmsg',
    section: 2,
    purpose: 'Receives into several buffers, with address, flags and control messages.',
    args: [sockfd, ['msg', 'room for all of them'], ['flags', '0']],
    result: 'How many bytes came; 0 at the end; -1 on error. A passed descriptor is new in this process.',
    errors: [['EAGAIN', 'non-blocking, and nothing has come']],
    when: 'To receive a descriptor, or to learn that a datagram was cut (MSG_TRUNC).',
  },
  {
    name: 'sendmmsg',
    section: 2,
    purpose: 'Sends several messages with one call: each is what sendmsg() would send.',
    args: [
      sockfd,
      ['msgvec', 'an array of messages; msg_len of each becomes what was sent of it'],
      ['vlen', 'how many'],
      ['flags', '0'],
    ],
    result: 'How many messages were sent, perhaps fewer than given; -1 if not even the first.',
    errors: toNobody,
    when: 'For many small datagrams: a call costs time, whatever it carries.',
  },
  {
    name: 'recvmmsg',
    section: 2,
    purpose: 'Receives several messages with one call: each as recvmsg() would.',
    args: [
      sockfd,
      ['msgvec', 'an array of messages; msg_len of each becomes its length'],
      ['vlen', 'how many at most'],
      ['flags', '0; MSG_WAITFORONE: wait for the first only; MSG_DONTWAIT'],
      ['timeout', 'NULL, or how long; looked at only when a message comes'],
    ],
    result: 'How many messages came; -1 on error.',
    errors: [['EAGAIN', 'non-blocking, and nothing has come']],
    when: 'For many small datagrams.',
  },
  {
    name: 'read',
    section: 2,
    purpose: 'Takes bytes from any descriptor; on a socket it is recv() without flags.',
    args: [
      ['fd', 'the descriptor'],
      ['buf', 'room for the bytes'],
      ['count', 'how much room'],
    ],
    result: 'How many bytes came; 0 at the end; -1 on error.',
    errors: peerGone,
    when: 'Where a program is not to care whether it reads a file or a socket.',
  },
  {
    name: 'write',
    section: 2,
    purpose: 'Gives bytes to any descriptor; on a socket it is send() without flags. printf() ends here too.',
    args: [
      ['fd', 'the descriptor; 1 is standard output'],
      ['buf', 'the bytes'],
      ['count', 'how many'],
    ],
    result: 'How many bytes were taken; -1 on error.',
    errors: toNobody,
    when: 'Where a program is not to care whether it writes to a file or a socket.',
  },
  {
    name: 'readv',
    section: 2,
    purpose: 'Reads into several buffers with one call: the first is filled first.',
    args: [['fd', 'the descriptor'], ...vector('room')],
    result: 'How many bytes came in all; 0 at the end; -1 on error.',
    errors: [['EINVAL', 'too many buffers, or less than none'], ...peerGone],
    when: 'Where a message has parts of known length: a head, then the rest.',
  },
  {
    name: 'writev',
    section: 2,
    purpose: 'Writes several buffers with one call, one after the other.',
    args: [['fd', 'the descriptor'], ...vector('bytes')],
    result: 'How many bytes were taken in all; -1 on error.',
    errors: [['EINVAL', 'too many buffers, or less than none'], ...toNobody],
    when: 'To send a head and a body as one segment, without copying them together first.',
  },
  {
    name: 'sendfile',
    section: 2,
    purpose: 'Copies bytes from one descriptor to another inside the kernel: they never come to the program.',
    args: [
      ['out_fd', 'where to: a socket, say'],
      ['in_fd', 'where from: a file that could be mapped, no socket'],
      ['offset', 'from where in the file, or NULL: from its own position'],
      ['count', 'how many at most'],
    ],
    result: 'How many bytes were copied; -1 on error.',
    errors: [
      ['EINVAL', 'in_fd is no such file'],
      ['EAGAIN', 'out_fd is non-blocking and can take nothing now'],
    ],
    when: 'In a server that hands out files.',
  },
  {
    name: 'splice',
    section: 2,
    purpose:
      'Moves bytes between a pipe and another descriptor inside the kernel, without copying them to the program.',
    args: [
      ['fd_in', 'where from'],
      ['off_in', 'NULL for a pipe or a socket'],
      ['fd_out', 'where to; one of the two is a pipe'],
      ['off_out', 'NULL for a pipe or a socket'],
      ['len', 'how many at most'],
      ['flags', '0; SPLICE_F_NONBLOCK; SPLICE_F_MORE'],
    ],
    result: 'How many bytes were moved; 0 at the end; -1 on error.',
    errors: [
      ['EINVAL', 'neither of them is a pipe'],
      ['EAGAIN', 'non-blocking, and nothing can be moved now'],
    ],
    when: 'In a proxy: from one socket into a pipe, and from the pipe into the other socket.',
  },
];
