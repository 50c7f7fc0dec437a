import { unreachable } from '#shared/base/exhaustive';
import type { LabInfo, LabState, Now } from '#shared/model/state';
import type { Bar } from './lane-book.ts';

export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly kind: Bar['kind'];
  /** null: the wire. */
  readonly role: string | null;
}

/** With more programs the wire comes before the kernels' lanes, which then have to be scrolled to. */
const FEW = 2;

/** The lanes of a lab: each program's calls, then each one's kernel, then the wire where packets can be. */
export function lanesOf(state: LabState): Lane[] {
  const { lab } = state;
  if (lab === null) return [];
  const roles = lab.programs.map((program) => program.role);
  const calls = roles.map((role): Lane => ({ id: `call-${role}`, name: `${role} syscalls`, kind: 'call', role }));
  const kernels = roles.map((role): Lane => ({ id: `state-${role}`, name: `${role} kernel`, kind: 'state', role }));
  const wire: Lane[] = hasWire(lab) ? [{ id: 'wire', name: 'wire', kind: 'packet', role: null }] : [];
  return roles.length > FEW ? [...calls, ...wire, ...kernels] : [...calls, ...kernels, ...wire];
}

/** Packets can be seen: not in the loopback tier, and not where all programs are on one host and none speaks IP. */
function hasWire({ tier, programs }: LabInfo): boolean {
  const apart = new Set(programs.map((program) => program.host)).size > 1;
  return tier !== 'loopback' && (apart || programs.some((program) => program.text.includes('AF_INET')));
}

/** A forked child's calls and sockets are in its program's lanes: "server/1" in server's. */
const programOf = (role: string | null): string | null => role?.split('/')[0] ?? null;

/** The index of the lane that a bar is in; -1 where no lane shows it (a socket that belongs to nobody). */
export const laneOf = (lanes: readonly Lane[], bar: Bar): number =>
  lanes.findIndex((lane) => lane.kind === bar.kind && (bar.kind === 'packet' || lane.role === programOf(bar.role)));

/** Whether the accent is on this bar at `seq`: it is what is happening now, and it has not ended. */
export function isNow(bar: Bar, now: Now | null, seq: number): boolean {
  if (now === null || bar.from > seq || (bar.to !== null && bar.to <= seq)) return false;
  switch (now.kind) {
    case 'packet':
      return bar.kind === 'packet' && bar.packet === now.packet;
    case 'state':
      return bar.kind === 'state' && bar.socket === now.socket;
    case 'call':
    case 'return':
      return bar.kind === 'call' && bar.pid === now.pid;
    case 'process':
    case 'line':
      return false;
    default:
      return unreachable(now.kind);
  }
}
