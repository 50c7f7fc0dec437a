import { unreachable } from '#shared/base/exhaustive';
import type { Nanos } from '#shared/base/units';
import type { GateState, ProcessState } from '#shared/model/state';
import { shortDuration, shortResult } from './shorthand.ts';

/** What a process is doing, in two or three words, at the moment `t`. Empty where it just runs. */
export function callPhrase(process: ProcessState | null, gate: GateState | null, t: Nanos): string {
  if (process === null) return 'not started';
  if (process.phase === 'exited') return `exited ${process.status ?? 0}`;
  if (process.phase === 'killed') return `killed by ${process.signal ?? 'a signal'}`;
  if (gate?.holds === 'program.line') return 'held at line';
  const { call } = process;
  if (call === null) return '';
  switch (call.phase) {
    case 'gate':
      return 'held at gate';
    case 'kernel':
      return 'in kernel';
    case 'blocked':
      return `blocked ${shortDuration(t - call.since)}`;
    case 'returned':
      return `returned ${shortResult(call.ret ?? 0, call.errno)}`;
    default:
      return unreachable(call.phase);
  }
}
