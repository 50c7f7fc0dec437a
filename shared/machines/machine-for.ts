import type { EventOf } from '../events/event.ts';
import { unreachable } from '../base/exhaustive.ts';
import { udp, unixDgram } from './datagram.ts';
import type { StateMachine } from './machine.ts';
import { tcp } from './tcp.ts';
import { unixStream } from './unix-stream.ts';

type Protocol = EventOf<'socket.open'>['protocol'];
type SocketType = EventOf<'socket.open'>['type'];

/** The state machine a socket moves in. SOCK_SEQPACKET of AF_UNIX shares the stream's code and table. */
export function machineFor(protocol: Protocol, type: SocketType): StateMachine {
  switch (protocol) {
    case 'tcp':
      return tcp;
    case 'udp':
      return udp;
    case 'unix':
      return type === 'SOCK_DGRAM' ? unixDgram : unixStream;
    default:
      return unreachable(protocol);
  }
}
