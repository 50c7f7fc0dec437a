import { readFileSync } from 'node:fs';
import { PERMIT } from '../actor/filter.ts';
import type { Program } from './program.ts';

/** So many processes a lab may have at once; one that forks in a loop gets EAGAIN then, as at any limit (fork(2)). */
export const MOST_PROCESSES = 64;

const F_SETOWN = 8;

/** What is asked of a program here. */
type Member = Pick<Program, 'pid' | 'phase'>;

/**
 * A call's six raw arguments as the process gets them. Those that could reach other processes, or make too many, are held
 * back by the filter (actor/filter.ts) unless they carry a permit: a signal only goes to a process of this lab.
 */
export function withPermit(
  call: string,
  args: readonly number[],
  members: () => readonly Member[],
  isZombie: (pid: number) => boolean = stillThere,
): readonly number[] {
  return mayBeMade(call, args, members, isZombie) ? [...args.slice(0, 5), PERMIT] : args;
}

function mayBeMade(
  call: string,
  args: readonly number[],
  members: () => readonly Member[],
  isZombie: (pid: number) => boolean,
): boolean {
  const isOurs = (pid: number | undefined): boolean =>
    members().some((member) => member.pid === pid && (member.phase !== 'ended' || isZombie(member.pid)));
  switch (call) {
    case 'kill':
    case 'tgkill':
      return isOurs(args[0]);
    case 'fcntl':
      return args[1] === F_SETOWN && (args[2] === 0 || isOurs(args[2]));
    case 'clone':
    case 'fork':
      return members().filter(({ phase }) => phase !== 'ended').length < MOST_PROCESSES;
    default:
      return false;
  }
}

/** Ended, and not yet waited for by its parent: its pid is nobody else's (proc_pid_stat(5), state Z). */
function stillThere(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2) === 'Z';
  } catch {
    return false;
  }
}
