import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '#shared/base/reason';
import type { LabSession } from '../sessions/lab-session.ts';
import { skip, type Measured } from './figure.ts';
import { openSession } from './open-session.ts';
import { median } from './statistics.ts';

const RUNS = 3;
/** So long nothing is asked of the lab before it is weighed. */
const IDLE_MS = 2000;

/** One process's memory in MB (1000 kB of proc_pid_smaps(5), as the kernel counts kB: 1024 bytes). */
export interface Weight {
  /** Its own pages, and its share of those it shares with others. */
  readonly pss: number;
  /** What would be free if it alone ended. */
  readonly own: number;
}

/** Reads a process's smaps_rollup; throws where that may not be read. */
export function parseRollup(text: string): Weight {
  const megabytes = (field: string): number => {
    const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
    if (kibibytes === undefined) throw new Error(`smaps_rollup has no ${field}`);
    return (Number(kibibytes) * 1024) / 1e6;
  };
  return { pss: megabytes('Pss'), own: megabytes('Private_Clean') + megabytes('Private_Dirty') };
}

const weigh = (pid: number): Weight => parseRollup(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));

/** Steps until both programs have started, then lets the lab stand. */
async function untilBothStand(session: LabSession): Promise<readonly number[]> {
  for (;;) {
    const started = session.log.events.flatMap((event) => (event.kind === 'process.start' ? [event.pid] : []));
    if (started.length === 2) return started;
    const failed = await session.step(false);
    if (failed !== null) await sleep(20);
    if (session.status.engine === 'ended' || session.status.engine === 'lost') {
      throw new Error('the lab ended before both programs ran');
    }
  }
}

/** The process that traces these: TracerPid of proc_pid_status(5). */
function tracerOf(pid: number): number {
  return Number(/^TracerPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** How many other processes run the same program file, so that its pages are shared with them. */
function sharers(pid: number): number {
  const name = (other: string): string => {
    try {
      return readFileSync(`/proc/${other}/comm`, 'utf8').trim();
    } catch {
      return '';
    }
  };
  const own = name(String(pid));
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && entry !== String(pid) && name(entry) === own)
    .length;
}

/** The PSS of an engine and its two programs after two idle seconds: the proportional share, as this machine is now. */
export async function idleMemory(): Promise<Measured> {
  const runs: { engine: Weight; programs: Weight }[] = [];
  let others = 0;
  for (let run = 0; run < RUNS; run++) {
    const session = await openSession();
    try {
      const pids = await untilBothStand(session);
      await sleep(IDLE_MS);
      const engine = tracerOf(pids[0] ?? 0);
      const programs = pids.map(weigh);
      others = sharers(engine);
      runs.push({
        engine: weigh(engine),
        programs: {
          pss: programs.reduce((sum, { pss }) => sum + pss, 0),
          own: programs.reduce((sum, { own }) => sum + own, 0),
        },
      });
    } catch (error) {
      const why = reasonOf(error);
      return skip(why, 'PSS of an idle lab');
    } finally {
      session.close('stopped');
      await session.ended();
    }
  }
  const of = (pick: (run: (typeof runs)[number]) => number): number => median(runs.map(pick));
  return {
    figures: [
      {
        name: 'PSS of an idle lab: engine and two programs',
        value: of(({ engine, programs }) => engine.pss + programs.pss),
        unit: 'MB',
        target: { of: 'value', atMost: 60 },
      },
      { name: '  of it the engine', value: of(({ engine }) => engine.pss), unit: 'MB' },
      { name: '  of it the programs', value: of(({ programs }) => programs.pss * 1000), unit: 'kB' },
      { name: '  private to the engine alone', value: of(({ engine }) => engine.own), unit: 'MB' },
    ],
    skipped: [],
    notes: [`idle lab: ${RUNS} labs; the engine shares Node's program pages with ${others} other processes now`],
  };
}
