import type { EventKind } from './event.ts';

const KINDS: Readonly<Record<EventKind, true>> = {
  'lab.start': true,
  'lab.ready': true,
  'lab.end': true,
  'process.start': true,
  'process.exit': true,
  'syscall.enter': true,
  'syscall.exit': true,
  'syscall.blocked': true,
  'fd.open': true,
  'fd.close': true,
  'socket.open': true,
  'socket.state': true,
  'socket.queues': true,
  'socket.gone': true,
  'packet.held': true,
  'packet.delivered': true,
  'packet.dropped': true,
  'gate.open': true,
  'gate.release': true,
  'program.line': true,
  'scene.enter': true,
  prediction: true,
  marker: true,
  'trace.gap': true,
};

/** Whether events have such a kind. Knows the names alone: the schemas, which check everything else, weigh much more. */
export const isEventKind = (kind: unknown): kind is EventKind => typeof kind === 'string' && Object.hasOwn(KINDS, kind);
