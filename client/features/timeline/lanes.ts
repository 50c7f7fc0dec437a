import type { LabInfo } from '#shared/model/state';
import { uiWidth } from '../../ui/text-width.ts';

/** What a lane shows: a program's calls, its sockets' states in the kernel, or packets. */
export type BarKind = 'call' | 'state' | 'packet';

export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly kind: BarKind;
  /** null: the wire. */
  readonly role: string | null;
}

/** With more programs the wire comes before the kernels' lanes, which then have to be scrolled to. */
const FEW = 2;

/** Forked children ("server/1") that have something to show, in the order in which they came. */
interface Children {
  readonly calls: readonly string[];
  readonly states: readonly string[];
}

const NOBODY: Children = { calls: [], states: [] };

export const laneId = (kind: BarKind, role: string | null): string =>
  kind === 'packet' || role === null ? 'wire' : `${kind}-${role}`;

/**
 * The lanes of a lab: each program's calls, then each one's kernel, then the wire where packets can be. A forked child's
 * lanes stand below its program's.
 */
export function lanesOf(lab: Pick<LabInfo, 'tier' | 'programs'> | null, children = NOBODY): Lane[] {
  if (lab === null) return [];
  const roles = lab.programs.map((program) => program.role);
  const group = (kind: 'call' | 'state', word: string, forked: readonly string[]): Lane[] =>
    roles.flatMap((program) =>
      [program, ...forked.filter((role) => programOf(role) === program && !roles.includes(role))].map((role) => ({
        id: laneId(kind, role),
        name: `${role} ${word}`,
        kind,
        role,
      })),
    );
  const calls = group('call', 'syscalls', children.calls);
  const kernels = group('state', 'kernel', children.states);
  const wire: Lane[] = hasWire(lab) ? [{ id: 'wire', name: 'wire', kind: 'packet', role: null }] : [];
  return roles.length > FEW ? [...calls, ...wire, ...kernels] : [...calls, ...kernels, ...wire];
}

/** Type size of the lanes' names, in pixels (--size-label), and the room of a sign before one: reckoned widths are ample. */
const NAME = 13;
const SIGN = 20;

/** How wide the column of names is, in pixels: the longest program's, within bounds. It does not change during a run. */
export function namesWidth(programs: readonly { readonly role: string }[]): number {
  const longest = Math.max(0, ...programs.map(({ role }) => uiWidth(`${role} syscalls`, NAME)));
  return Math.min(184, Math.max(132, Math.ceil(longest + SIGN)));
}

/** Packets can be seen: not in the loopback tier, and not where all programs are on one host and none speaks IP. */
function hasWire({ tier, programs }: Pick<LabInfo, 'tier' | 'programs'>): boolean {
  const apart = new Set(programs.map((program) => program.host)).size > 1;
  return tier !== 'loopback' && (apart || programs.some((program) => program.text.includes('AF_INET')));
}

/** The program that a forked child comes from: "server/1" from server. */
const programOf = (role: string): string => role.split('/')[0] ?? role;
