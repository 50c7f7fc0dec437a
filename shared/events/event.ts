import { z } from 'zod';
import { fdClose, fdOpen } from './fd.ts';
import { gateOpen, gateRelease } from './gate.ts';
import { traceGap } from './gap.ts';
import { labEnd, labReady, labStart } from './lab.ts';
import { packetDelivered, packetDropped, packetHeld } from './packet.ts';
import { processExit, processStart } from './process.ts';
import { programLine } from './program.ts';
import { socketGone, socketOpen, socketQueues, socketState } from './socket.ts';
import { syscallBlocked, syscallEnter, syscallExit } from './syscall.ts';
import { marker, prediction, sceneEnter } from './walk.ts';

/** Everything a log can say. docs/events.md describes each kind for people. */
export const eventSchema = z.discriminatedUnion('kind', [
  labStart,
  labReady,
  labEnd,
  processStart,
  processExit,
  syscallEnter,
  syscallExit,
  syscallBlocked,
  fdOpen,
  fdClose,
  socketOpen,
  socketState,
  socketQueues,
  socketGone,
  packetHeld,
  packetDelivered,
  packetDropped,
  gateOpen,
  gateRelease,
  programLine,
  sceneEnter,
  prediction,
  marker,
  traceGap,
]);

export type LabEvent = z.infer<typeof eventSchema>;
export type EventKind = LabEvent['kind'];
export type EventOf<K extends EventKind> = Extract<LabEvent, { kind: K }>;

type Draft<E> = E extends LabEvent ? Omit<E, 'seq'> & { readonly id?: number } : never;

/**
 * An event as its observer tells it: without `seq`, and with the observer's own running number `id` where later events
 * refer to it. `cause` and `ref` hold such numbers; the log turns them into seqs.
 */
export type EventDraft = Draft<LabEvent>;
