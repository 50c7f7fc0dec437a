import { execFile } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { ssWord } from '#shared/abi/states';
import type { HostName } from '#shared/events/common';
import { addressText } from '#shared/model/words';
import type { LabState, SocketFacts } from '#shared/model/state';
import { EventLog } from '../../sessions/log.ts';
import type { LaunchEngine } from '../../supervisor/engine-port.ts';

/** A lab's sockets beside what `ss` lists in the same network namespace in the same moment, while the lab is held. */

const run = promisify(execFile);

/** The kernel's own timers change sockets while nobody does anything, and a look finds it up to 250 ms later. */
const TRIES = 20;
const BETWEEN_TRIES_MS = 100;
/** Compared in any case: the moments before these gates are released, counted from the first. */
const ALWAYS = [2, 4, 6];

/** Two rows are the same socket where these are the same: the cookie, and of a Unix socket, of which ss tells none, the inode. */
type Rows = ReadonlyMap<string, string>;

/** What ss lists: TCP but for sockets without an address, UDP where bound, and all Unix sockets. */
const listed = ({ protocol, state, local, gone }: SocketFacts): boolean => {
  if (gone) return false;
  if (protocol === 'tcp') return state !== 'CLOSED';
  return protocol === 'unix' || (local !== null && 'port' in local && local.port !== 0);
};

function ownRows(state: LabState, host: HostName): Rows {
  return new Map(
    Object.values(state.sockets)
      .filter((socket) => socket.host === host && listed(socket))
      .map((socket) => [keyOf(socket), rowOf(socket, state)]),
  );
}

const keyOf = ({ protocol, cookie, inode }: SocketFacts): string =>
  protocol === 'unix' ? `inode ${inode}` : `cookie ${BigInt(cookie).toString(16)}`;

function rowOf(socket: SocketFacts, state: LabState): string {
  const { protocol, acceptQueue, local, remote, recvq, sendq, peer, family } = socket;
  const queues = acceptQueue === null ? [recvq, sendq] : [acceptQueue.length, acceptQueue.limit];
  const any = family === 'AF_INET6' ? '[::]:*' : '0.0.0.0:*';
  const ends =
    protocol === 'unix'
      ? [local === null ? '*' : addressText(local), String(peer === null ? 0 : (state.sockets[peer]?.inode ?? 0))]
      : [local, remote].map((address) => (address === null ? any : addressText(address)));
  return [protocol, ssWord(protocol, socket.state) ?? socket.state, ...queues, ...ends].join(' ');
}

/** One line of `ss -tuxaneH`; null: of another kind. */
function parsed(line: string): readonly [key: string, row: string] | null {
  const unix = /^u_\w+\s+(\S+)\s+(\d+)\s+(\d+)\s+(.*?) (\d+)\s+\S+ (\d+)/.exec(line);
  if (unix !== null) {
    const [, state = '', recvq, sendq, name = '', inode = '', peer] = unix;
    return [`inode ${inode}`, ['unix', state, recvq, sendq, name.trim(), peer].join(' ')];
  }
  const inet = /^(tcp|udp)\s+(\S+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s.*\bsk:([0-9a-f]+)/.exec(line);
  if (inet === null) return null;
  const [, protocol = '', state = '', recvq, sendq, local = '', remote = '', cookie = ''] = inet;
  // ss writes * for the IPv6 address of no host where IPv4 is taken as well (ipv6(7), IPV6_V6ONLY).
  const end = (text: string): string => text.replace(/^\*:/, '[::]:').replace(/%\w+/, '');
  return [`cookie ${cookie}`, [protocol, state, recvq, sendq, end(local), end(remote)].join(' ')];
}

const told = (rows: Rows): string =>
  [...rows]
    .map(([key, row]) => `${row} (${key})`)
    .toSorted()
    .join('\n');

/** The namespaces of a lab's hosts, entered through its processes as long as one lives, and held open from then on. */
class HostDoors {
  private readonly doors = new Map<HostName, { readonly user: number; readonly net: number }>();

  see(state: LabState): void {
    for (const { pid, host, phase } of Object.values(state.processes)) {
      if (phase !== 'running' || this.doors.has(host)) continue;
      try {
        const user = openSync(`/proc/${pid}/ns/user`, 'r');
        this.doors.set(host, { user, net: openSync(`/proc/${pid}/ns/net`, 'r') });
      } catch {
        // It has just ended; another will come, or none has anything to look at.
      }
    }
  }

  get hosts(): readonly HostName[] {
    return [...this.doors.keys()];
  }

  async ss(host: HostName): Promise<Rows> {
    const door = this.doors.get(host);
    if (!door) throw new Error(`no process of host ${host} was seen`);
    const own = `/proc/${process.pid}/fd`;
    const user = process.getuid?.() === 0 ? [] : [`--user=${own}/${door.user}`, '--preserve-credentials'];
    const { stdout } = await run('nsenter', [...user, `--net=${own}/${door.net}`, 'ss', '-tuxaneH']);
    return new Map(stdout.split('\n').flatMap((line) => [parsed(line)].filter((row) => row !== null)));
  }

  close(): void {
    for (const { user, net } of this.doors.values()) for (const fd of [user, net]) closeSync(fd);
  }
}

export interface BesideSs {
  readonly launch: LaunchEngine;
  /** The states in which ss and the log agreed, as `tcp LISTEN`. */
  readonly agreed: ReadonlySet<string>;
  /** How many held moments were compared. */
  readonly moments: number;
  readonly disagreements: readonly string[];
}

/**
 * Launches engines as `launch` does; a lab that one of them runs is looked at by ss at its held moments: whenever a socket is in a state
 * that none was in before, and in any case before the second, fourth and sixth gate is released. The gate is released when ss has
 * told: the lab stands still meanwhile, but for the kernel's timers.
 */
export function besideSs(launch: LaunchEngine): BesideSs {
  const log = new EventLog();
  const doors = new HostDoors();
  const seen = new Set<string>();
  const agreed = new Set<string>();
  const disagreements: string[] = [];
  let released = 0;
  let moments = 0;

  const statesNow = (): string[] =>
    Object.values(log.state.sockets)
      .filter(listed)
      .map(({ protocol, state }) => `${protocol} ${state}`);

  async function compare(host: HostName): Promise<void> {
    for (let tries = 1; ; tries++) {
      const before = ownRows(log.state, host);
      const theirs = await doors.ss(host);
      const same = [before, ownRows(log.state, host)].some((own) => told(own) === told(theirs));
      if (same) {
        for (const row of theirs.values()) agreed.add(row.split(' ', 2).join(' '));
        return;
      }
      if (tries === TRIES) {
        disagreements.push(`host ${host}, gate ${released}:\nours\n${told(before)}\nss\n${told(theirs)}`);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    }
  }

  async function moment(): Promise<void> {
    released += 1;
    doors.see(log.state);
    const fresh = statesNow().filter((state) => !seen.has(state));
    if (fresh.length === 0 && !ALWAYS.includes(released)) return;
    for (const state of fresh) seen.add(state);
    moments += 1;
    for (const host of doors.hosts) await compare(host);
  }

  return {
    agreed,
    disagreements,
    get moments() {
      return moments;
    },
    launch: (listener) => {
      const port = launch({
        message: (message) => {
          if (message.type === 'events') log.append(message.events);
          listener.message(message);
        },
        exit: (exit) => {
          doors.close();
          listener.exit(exit);
        },
      });
      let queue = Promise.resolve();
      return {
        send: (command) => {
          if (command.cmd === 'ping') return port.send(command);
          const before = queue;
          const inTurn = async (): Promise<void> => {
            await before;
            if (command.cmd === 'release') await moment();
            port.send(command);
          };
          queue = inTurn();
          return true;
        },
        close: (graceMs) => void queue.then(() => port.close(graceMs)),
      };
    },
  };
}
