import { unreachable } from '../base/exhaustive.ts';
import type { LabEvent } from '../events/event.ts';
import { applyFdClose, applyFdOpen } from './apply-fd.ts';
import { applyGateOpen, applyGateRelease } from './apply-gate.ts';
import { applyLabEnd, applyLabReady, applyLabStart } from './apply-lab.ts';
import { applyPacketDone, applyPacketHeld } from './apply-packet.ts';
import { applyProcessExit, applyProcessStart, applyProgramLine } from './apply-process.ts';
import { applySocketGone, applySocketOpen, applySocketQueues, applySocketState } from './apply-socket.ts';
import { applySyscallBlocked, applySyscallEnter, applySyscallExit } from './apply-syscall.ts';
import { KEPT_GAPS, newest } from './caps.ts';
import type { LabState } from './state.ts';

/**
 * The fold: the state after one more event. Pure, and what the event does not touch is shared with the state before.
 * Events come in the order of their seq; it never throws for an event that the schema allows, however odd its order.
 */
export function applyEvent(state: LabState, event: LabEvent): LabState {
  const changed = applyKind(state, event);
  const t = Math.max(state.t, event.t);
  if (changed === state) return { ...state, seq: event.seq, t };
  // Made a moment ago, for this event: nobody else has it, and a second copy of it would be a tenth of all the work.
  const next = changed as { -readonly [Field in keyof LabState]: LabState[Field] };
  next.seq = event.seq;
  next.t = t;
  return next;
}

function applyKind(state: LabState, event: LabEvent): LabState {
  switch (event.kind) {
    case 'lab.start':
      return applyLabStart(state, event);
    case 'lab.ready':
      return applyLabReady(state, event);
    case 'lab.end':
      return applyLabEnd(state, event);
    case 'process.start':
      return applyProcessStart(state, event);
    case 'process.exit':
      return applyProcessExit(state, event);
    case 'program.line':
      return applyProgramLine(state, event);
    case 'syscall.enter':
      return applySyscallEnter(state, event);
    case 'syscall.exit':
      return applySyscallExit(state, event);
    case 'syscall.blocked':
      return applySyscallBlocked(state, event);
    case 'fd.open':
      return applyFdOpen(state, event);
    case 'fd.close':
      return applyFdClose(state, event);
    case 'socket.open':
      return applySocketOpen(state, event);
    case 'socket.state':
      return applySocketState(state, event);
    case 'socket.queues':
      return applySocketQueues(state, event);
    case 'socket.gone':
      return applySocketGone(state, event);
    case 'packet.held':
      return applyPacketHeld(state, event);
    case 'packet.delivered':
    case 'packet.dropped':
      return applyPacketDone(state, event);
    case 'gate.open':
      return applyGateOpen(state, event);
    case 'gate.release':
      return applyGateRelease(state, event);
    case 'scene.enter':
      return { ...state, scene: { scene: event.scene, title: event.title } };
    case 'trace.gap':
      return { ...state, gaps: newest([...state.gaps, event], KEPT_GAPS) };
    // Said to the class, not about the lab: the log alone keeps them.
    case 'prediction':
    case 'marker':
      return state;
    default:
      return unreachable(event);
  }
}
