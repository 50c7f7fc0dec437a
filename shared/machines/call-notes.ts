import type { StateMachine } from './machine.ts';

/** What a call does where it moves no socket to another state: for the words under the state machine. */
export interface CallNote {
  readonly apis: readonly string[];
  /** The machines it is true of; absent: all. */
  readonly machines?: readonly StateMachine['id'][];
  readonly title: string;
  readonly outcome: string;
  readonly where: string;
}

const tcp = ['tcp'] as const;
const unix = ['unix-stream'] as const;

/** One row a call; the first that fits tells. */
const callNotes: readonly CallNote[] = [
  {
    apis: ['socket'],
    machines: tcp,
    title: 'A new socket is CLOSED',
    outcome: 'nothing but an entry in the fd table',
    where: 'socket(2)',
  },
  {
    apis: ['socket'],
    title: 'A new socket is UNCONN',
    outcome: 'nothing but an entry in the fd table',
    where: 'socket(2)',
  },
  {
    apis: ['bind'],
    machines: unix,
    title: 'bind() gives a name',
    outcome: 'a socket file appears; the state stays',
    where: 'bind(2), unix(7)',
  },
  {
    apis: ['bind'],
    title: 'bind() gives an address',
    outcome: 'the port is taken; the state stays',
    where: 'bind(2), ip(7)',
  },
  {
    apis: ['accept', 'accept4'],
    title: 'accept() takes from the queue',
    outcome: 'the new socket gets a descriptor; its state stays',
    where: 'accept(2)',
  },
  {
    apis: ['send', 'write', 'sendto', 'sendmsg'],
    machines: tcp,
    title: 'Data flows in ESTABLISHED',
    outcome: 'bytes go into the send buffer, then into segments',
    where: 'RFC 9293 3.10.2, send(2)',
  },
  {
    apis: ['send', 'write', 'sendto', 'sendmsg'],
    machines: unix,
    title: 'No handshake, no packets',
    outcome: "send() fills the peer's queue directly",
    where: 'unix(7)',
  },
  {
    apis: ['recv', 'read', 'recvfrom', 'recvmsg'],
    title: 'recv() empties the receive queue',
    outcome: 'the state stays',
    where: 'recv(2)',
  },
  {
    apis: ['close'],
    machines: unix,
    title: 'close() tells the peer at once',
    outcome: "the peer's recv() returns 0",
    where: 'close(2), unix(7)',
  },
  {
    apis: ['close'],
    title: 'close() lets a descriptor go',
    outcome: 'the last one gone closes the socket',
    where: 'close(2)',
  },
  {
    apis: ['unlink'],
    title: 'unlink() removes the name',
    outcome: 'sockets that are connected do not notice',
    where: 'unlink(2), unix(7)',
  },
  {
    apis: ['printf', 'fprintf', 'puts', 'fputs', 'putchar', 'fputc', 'putc', 'perror'],
    title: 'Printing ends in write()',
    outcome: 'text goes to descriptor 1 or 2; no socket takes part',
    where: 'write(2), stdio(3)',
  },
  {
    apis: ['exit'],
    title: 'The program ends',
    outcome: 'the kernel closes what it still has open',
    where: 'exit(2)',
  },
  {
    apis: ['shutdown'],
    title: 'shutdown() ends one direction',
    outcome: 'the descriptor stays open',
    where: 'shutdown(2)',
  },
];

/** The note on a call in a machine; null where there is none. */
export const callNote = (machine: StateMachine | null, api: string): CallNote | null =>
  callNotes.find(
    (note) =>
      note.apis.includes(api) &&
      (note.machines === undefined || (machine !== null && note.machines.includes(machine.id))),
  ) ?? null;
