import type { SocketState } from '../events/socket.ts';
import type { Transition } from './machine.ts';

/** Edges that RFC 9293 tells in figure 5's notes and in its text, but does not draw. */
const notes: readonly Transition[] = [
  {
    from: 'FIN_WAIT1',
    to: 'TIME_WAIT',
    event: 'rcv FIN,ACK of FIN',
    action: 'snd ACK',
    on: { kind: 'segment', flags: ['FIN', 'ACK'] },
    origin: 'rfc9293',
    figure: false,
    where: 'RFC 9293 figure 5, note 2',
    title: 'FIN and ACK arrived together while FIN_WAIT1',
    outcome: 'last ACK sent, TIME_WAIT starts',
    why: 'One segment acknowledged our FIN and brought theirs, so FIN_WAIT2 was never visible.',
  },
];

/** Every state in which a segment with RST ends the connection at once (RFC 9293 3.10.7.3, 3.10.7.4, figure 5 note 3). */
const resettable: readonly { readonly state: SocketState; readonly outcome: string; readonly why: string }[] = [
  {
    state: 'SYN_SENT',
    outcome: 'connect() fails with ECONNREFUSED',
    why: 'Nobody listens on that port, and the other kernel said so.',
  },
  {
    state: 'SYN_RECV',
    outcome: 'the half-open request is forgotten',
    why: 'The client does not know of this connection; the listener goes on undisturbed.',
  },
  {
    state: 'ESTABLISHED',
    outcome: 'the next call fails with ECONNRESET',
    why: 'The other end threw the connection away, with everything that was still in its queues.',
  },
  {
    state: 'FIN_WAIT1',
    outcome: 'the connection is gone without a farewell',
    why: 'The other end threw the connection away instead of acknowledging our FIN.',
  },
  {
    state: 'FIN_WAIT2',
    outcome: 'the connection is gone without a farewell',
    why: 'The other end threw the connection away instead of sending its FIN.',
  },
  {
    state: 'CLOSING',
    outcome: 'the connection is gone without a farewell',
    why: 'The other end threw the connection away before it acknowledged our FIN.',
  },
  {
    state: 'CLOSE_WAIT',
    outcome: 'the next send() fails with EPIPE',
    why: 'The other end closed its reading side too, and will not take what we still had to say.',
  },
  {
    state: 'LAST_ACK',
    outcome: 'the connection is gone',
    why: 'The other end has already forgotten the connection, so nobody is left to acknowledge our FIN.',
  },
  {
    state: 'TIME_WAIT',
    outcome: 'TIME_WAIT ends at once',
    why: 'RFC 1337 calls this assassination; Linux allows it unless net.ipv4.tcp_rfc1337 is set.',
  },
];

const resets: readonly Transition[] = resettable.map(({ state, outcome, why }) => ({
  from: state,
  to: 'CLOSED',
  event: 'rcv RST',
  action: 'delete TCB',
  on: { kind: 'segment', flags: ['RST'] },
  origin: state === 'SYN_RECV' ? 'linux' : 'rfc9293',
  figure: false,
  where: state === 'SYN_SENT' ? 'RFC 9293 3.10.7.3' : 'RFC 9293 3.10.7.4',
  title: `RST arrived while ${state}`,
  outcome,
  why,
}));

/** A program that gives up a connection without FIN: close() with unread data or SO_LINGER 0, connect(AF_UNSPEC). */
const aborts: readonly Transition[] = (
  ['SYN_RECV', 'ESTABLISHED', 'CLOSE_WAIT', 'FIN_WAIT1', 'FIN_WAIT2'] as const
).map((state) => ({
  from: state,
  to: 'CLOSED',
  event: 'ABORT',
  action: 'snd RST',
  api: 'close',
  on: { kind: 'call', apis: ['close', 'connect', 'exit'] },
  origin: 'rfc9293',
  figure: false,
  where: 'RFC 9293 3.10.5, socket(7) SO_LINGER',
  title: `connection aborted while ${state}`,
  outcome: 'RST sent, everything queued thrown away',
  why: 'Linux sends RST instead of FIN when unread data is thrown away, when SO_LINGER is 0, or when a listener closes over it.',
}));

/** Data for a program that has closed: nobody will ever read it, and the other end is told so (RFC 9293 3.6.1, SHLD-3). */
const dataAfterClose: readonly Transition[] = (['FIN_WAIT1', 'FIN_WAIT2'] as const).map((state) => ({
  from: state,
  to: 'CLOSED',
  event: 'rcv data after CLOSE',
  action: 'snd RST',
  on: { kind: 'segment', flags: ['ACK'] },
  origin: 'rfc9293',
  figure: false,
  where: 'RFC 9293 3.6.1, tcp_rcv_state_process in net/ipv4/tcp_input.c',
  title: `data arrived while ${state}, after close()`,
  outcome: 'RST sent, the connection is gone',
  why: 'close() ended both directions: no program is left that could read what the other end goes on sending.',
}));

/** The one segment that a connection in TIME_WAIT makes way for; what the kernel then does with the SYN is the listener's affair. */
const reopened: Transition = {
  from: 'TIME_WAIT',
  to: 'CLOSED',
  event: 'rcv new SYN',
  action: 'delete TCB',
  on: { kind: 'segment', flags: ['SYN'] },
  origin: 'rfc9293',
  figure: false,
  where: 'RFC 9293 3.6.1, tcp_timewait_state_process in net/ipv4/tcp_minisocks.c',
  title: 'a new SYN arrived while TIME_WAIT',
  outcome: 'TIME_WAIT ends early, the SYN goes to the listener',
  why: 'Its number (or its timestamp) lies beyond everything the old connection sent, so it cannot be a late copy.',
};

/** What the kernel gives up by itself (tcp(7): tcp_syn_retries, tcp_synack_retries, tcp_retries2, tcp_fin_timeout). */
const timeouts: readonly Transition[] = (
  [
    ['SYN_SENT', 'tcp_syn_retries', 'connect() fails with ETIMEDOUT', 'Every repeated SYN stayed without an answer.'],
    ['SYN_RECV', 'tcp_synack_retries', 'the half-open request is forgotten', 'The ACK of the handshake never came.'],
    [
      'ESTABLISHED',
      'tcp_retries2, tcp_keepalive_probes',
      'calls fail with ETIMEDOUT',
      'Nobody acknowledged what was sent, or answered the keepalive probes, again and again.',
    ],
    [
      'CLOSE_WAIT',
      'tcp_retries2, tcp_keepalive_probes',
      'calls fail with ETIMEDOUT',
      'Nobody acknowledged what was sent, or answered the keepalive probes, again and again.',
    ],
    [
      'FIN_WAIT1',
      'tcp_orphan_retries',
      'the kernel gives up',
      'Nobody acknowledged the FIN, and no program waits for it.',
    ],
    [
      'FIN_WAIT2',
      'tcp_fin_timeout',
      'the kernel gives up',
      'No program holds this socket any more and their FIN never came.',
    ],
    [
      'CLOSING',
      'tcp_orphan_retries',
      'the kernel gives up',
      'Nobody acknowledged the FIN, and no program waits for it.',
    ],
    [
      'LAST_ACK',
      'tcp_orphan_retries',
      'the kernel gives up',
      'Nobody acknowledged the FIN, and no program waits for it.',
    ],
  ] as const
).map(([state, sysctl, outcome, why]) => ({
  from: state,
  to: 'CLOSED',
  event: 'timeout',
  action: 'delete TCB',
  on: { kind: 'timer' },
  origin: 'linux',
  figure: false,
  where: `tcp(7) ${sysctl}`,
  title: `${state} timed out`,
  outcome,
  why,
}));

/** What Linux does beyond the figure's drawn edges; the figure's notes first, so that paths prefer them. */
export const tcpBeyondFigure: readonly Transition[] = [
  ...notes,
  ...resets,
  ...aborts,
  ...dataAfterClose,
  reopened,
  ...timeouts,
];
