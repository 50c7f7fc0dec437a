import { unreachable } from '../base/exhaustive.ts';
import type { LabEvent } from '../events/event.ts';

/** Whether a listing like strace's prints a line for it: known from the event alone, before any line is written. */
export function isEssential(event: LabEvent): boolean {
  switch (event.kind) {
    case 'syscall.enter':
      // exit_group never returns: its first half is all there is.
      return event.call === 'exit_group';
    case 'gate.release':
      return event.action !== undefined && event.action !== 'release';
    case 'fd.open':
    case 'fd.close':
    case 'socket.queues':
    case 'gate.open':
    case 'program.line':
      return false;
    case 'lab.start':
    case 'lab.ready':
    case 'lab.end':
    case 'process.start':
    case 'process.exit':
    case 'syscall.blocked':
    case 'syscall.exit':
    case 'socket.open':
    case 'socket.state':
    case 'socket.gone':
    case 'packet.held':
    case 'packet.delivered':
    case 'packet.dropped':
    case 'scene.enter':
    case 'prediction':
    case 'marker':
    case 'trace.gap':
      return true;
    default:
      return unreachable(event);
  }
}
