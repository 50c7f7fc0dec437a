import type { StateMachine } from './machine.ts';
import { tcpFigure } from './tcp-figure.ts';
import { tcpBeyondFigure } from './tcp-linux.ts';

/** TCP after RFC 9293, with what Linux adds. */
export const tcp: StateMachine = {
  id: 'tcp',
  title: 'TCP state machine',
  reference: 'RFC 9293, figure 5',
  initial: 'CLOSED',
  states: [
    'CLOSED',
    'LISTEN',
    'SYN_RECV',
    'SYN_SENT',
    'ESTABLISHED',
    'FIN_WAIT1',
    'CLOSE_WAIT',
    'FIN_WAIT2',
    'CLOSING',
    'LAST_ACK',
    'TIME_WAIT',
  ],
  transitions: [...tcpFigure, ...tcpBeyondFigure],
  flags: [],
};
