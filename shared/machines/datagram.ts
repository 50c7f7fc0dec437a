import type { StateMachine, Transition } from './machine.ts';

const disconnect = {
  from: 'ESTABLISHED',
  to: 'UNCONN',
  event: 'connect AF_UNSPEC',
  action: 'forget the peer',
  api: 'connect',
  on: { kind: 'call', apis: ['connect'] },
  figure: true,
  title: 'connect(AF_UNSPEC) while ESTABLISHED',
  outcome: 'the socket has no fixed peer any more',
  why: 'A datagram socket may change its mind: there is no connection that would have to be closed.',
} as const;

/** UDP sockets as Linux shows them: "connected" is only an address remembered. */
export const udp: StateMachine = {
  id: 'udp',
  title: 'UDP states',
  reference: 'Linux, as ss -u shows',
  initial: 'UNCONN',
  states: ['UNCONN', 'ESTABLISHED'],
  transitions: [
    {
      from: 'UNCONN',
      to: 'ESTABLISHED',
      event: 'connect',
      action: 'remember the peer',
      api: 'connect',
      on: { kind: 'call', apis: ['connect'] },
      origin: 'linux',
      figure: true,
      where: 'connect(2), udp(7)',
      title: 'connect() while UNCONN',
      outcome: 'shown as ESTABLISHED, though nothing was sent',
      why: 'For UDP connect() only stores the address that send() uses and that recv() accepts from.',
    },
    { ...disconnect, origin: 'linux', where: 'connect(2), udp(7)' },
  ],
  flags: [],
};

const marked = {
  from: 'UNCONN',
  to: 'ESTABLISHED',
  origin: 'unix',
  figure: true,
  where: 'unix_dgram_connect in net/unix/af_unix.c',
} as const;

const unixDgramRows: readonly Transition[] = [
  {
    ...marked,
    event: 'connect',
    action: 'remember the peer',
    api: 'connect',
    on: { kind: 'call', apis: ['connect', 'socketpair'] },
    title: 'connect() while UNCONN',
    outcome: 'the peer is fixed; nothing was sent',
    why: 'For datagrams connect() only stores where send() goes to.',
  },
  {
    ...marked,
    event: 'peer connects',
    action: '',
    on: { kind: 'peer', apis: ['connect'] },
    title: 'another socket connected to this one',
    outcome: 'marked ESTABLISHED without a call of its own',
    why: 'Linux marks the receiver of a datagram connect() too, although it has no peer itself.',
  },
  { ...disconnect, origin: 'unix', where: 'unix_dgram_connect in net/unix/af_unix.c' },
  {
    ...marked,
    from: 'ESTABLISHED',
    to: 'UNCONN',
    figure: false,
    event: 'peer disconnects',
    action: '',
    on: { kind: 'peer', apis: ['connect'] },
    where: 'unix_dgram_connect in net/unix/af_unix.c',
    title: 'the socket that was connected to this one let go',
    outcome: 'marked UNCONN without a call of its own',
    why: 'The mark came with the other socket’s connect(), and goes with its connect(AF_UNSPEC).',
  },
  {
    ...marked,
    from: 'ESTABLISHED',
    to: 'UNCONN',
    figure: false,
    event: 'send, peer gone',
    action: 'ECONNREFUSED',
    api: 'send',
    on: { kind: 'call', apis: ['send', 'write', 'sendto', 'sendmsg', 'writev', 'sendmmsg'] },
    where: 'unix_dgram_sendmsg in net/unix/af_unix.c',
    title: 'send() after the peer has closed',
    outcome: 'it fails with ECONNREFUSED, and the peer is forgotten',
    why: 'A peer that closes tells nobody: the socket stays ESTABLISHED until it tries to send.',
  },
];

/** Unix datagram sockets as net/unix/af_unix.c moves them. */
export const unixDgram: StateMachine = {
  id: 'unix-dgram',
  title: 'Unix datagram states',
  reference: 'Linux, as ss -x shows',
  initial: 'UNCONN',
  states: ['UNCONN', 'ESTABLISHED'],
  transitions: unixDgramRows,
  flags: [],
};
