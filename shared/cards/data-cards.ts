import type { Card } from './card.ts';

const sockfd = ['sockfd', 'the socket'] as const;
const peerGone = [
  ['ECONNRESET', 'the other end has broken the connection off'],
  ['EAGAIN', 'non-blocking, and nothing can be done now'],
] as const;
const toNobody = [
  ['EPIPE', 'the other end is closed; SIGPIPE comes first and kills, unless it is ignored'],
  ...peerGone,
] as const;

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
];
