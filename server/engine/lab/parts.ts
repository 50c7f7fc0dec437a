import type { Arch } from '../actor/arch.ts';
import type { Stop } from '../ptrace/stop.ts';
import type { Gates } from './gates.ts';
import type { Journal } from './journal.ts';
import type { Program } from './program.ts';
import type { Sockets } from './sockets.ts';

/** What a program of the lab may use of the lab. */
export interface LabParts {
  readonly journal: Journal;
  readonly gates: Gates;
  readonly sockets: Sockets;
  readonly arch: Arch['name'];
  readonly hold: { calls: boolean; packets: boolean; lines: boolean };
  /** Waits for the next stop of a process that was just let on; null if it takes its time (`mayBlock`). */
  awaitStop(pid: number, mayBlock: boolean): Stop | null;
  /** A call did not come back at once: the doorbell will tell. */
  inKernel(program: Program): void;
  /** A call came to something: look at the kernel and the wire. */
  afterCall(cause: number): void;
  /** A program that another one forked. */
  adopt(child: Program): void;
  /** There may be a program that can go on. */
  wake(): void;
  kill(pid: number, signal: number): void;
  /** A call's raw arguments as the process gets them: see permits.ts. */
  permitted(call: string, args: readonly number[]): readonly number[];
}
