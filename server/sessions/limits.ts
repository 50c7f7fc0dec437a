import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';

/** So many at once, and so many more a second. */
export interface Pace {
  readonly most: number;
  readonly aSecond: number;
}

/** How many labs a server keeps at once, and how often viewers may start one. */
export interface Limits {
  readonly total: number;
  /** So many of them viewers can never take: the presenter's next scene always has its lab. */
  readonly reserved: number;
  /** For one viewer: its walk's lab (two, side by side, in some scenes), the one it looks at, and the one it is just going to. */
  readonly aViewer: number;
  /** Each start is a process of its own. */
  readonly startsOfAViewer: Pace;
  /** All viewers together: a whole class presses the same button in the same moment. */
  readonly startsOfViewers: Pace;
}

const STARTS_OF_A_VIEWER: Pace = { most: 12, aSecond: 0.5 };
const STARTS_OF_VIEWERS: Pace = { most: 48, aSecond: 1.5 };

/** A lab is a Node process of some 60 MB and its programs, and its log lies in the server's memory. */
const LAB_BYTES = 96 * 1024 * 1024;

/** The largest class, and some. */
const MOST = 64;
const LEAST = 8;

/**
 * Half of the machine's memory may be labs.
 * @param memory bytes
 */
export function limitsFor(memory: number): Limits {
  const total = Math.max(LEAST, Math.min(MOST, Math.floor(memory / 2 / LAB_BYTES)));
  return {
    total,
    reserved: Math.floor(total / 4),
    aViewer: 4,
    startsOfAViewer: STARTS_OF_A_VIEWER,
    startsOfViewers: STARTS_OF_VIEWERS,
  };
}

/** The memory this process may use: the machine's, or what a container (cgroup) leaves of it. Bytes. */
export function ownMemory(): number {
  const constrained = constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
