import { execFileSync, spawnSync } from 'node:child_process';
import { nanosToMillis } from '#shared/base/units';
import type { EventDraft } from '#shared/events/event';
import type { EngineCommand } from '#shared/protocol/engine';
import { engineLauncher } from '../supervisor/launch.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { skip, type Measured } from './figure.ts';
import { median, quantile } from './statistics.ts';

const NAME = 'one look at 1000 sockets';
const CONNECTIONS = 240;
/** Sockets of one crowd: the listener, both ends of each connection, eight Unix pairs, three UDP sockets. */
const CROWD = 1 + 2 * CONNECTIONS + 2 * 8 + 3;
/** Looks that are measured, after so many that are not. */
const LOOKS = 60;
const WARM_UP = 20;
const PEER_RUNS = 9;

/** Half of the thousand, real sockets of a real process, in which it then sleeps. */
const crowd = `
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(7000);
    inet_pton(AF_INET, "127.0.0.1", &addr.sin_addr);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(listener, 8) < 0)
        return 1;
    for (int i = 0; i < ${CONNECTIONS}; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0 || accept(listener, NULL, NULL) < 0)
            return 2;
    }
    for (int i = 0; i < 3; i++) {
        addr.sin_port = htons(8000 + i);
        int fd = socket(AF_INET, SOCK_DGRAM, 0);
        if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
            return 3;
    }
    int pair[2];
    for (int i = 0; i < 8; i++)
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
            return 4;
    char byte;
    return read(pair[0], &byte, 1);
}
`;

/** Each of its writes lengthens a queue, so that each look after one finds exactly that. */
const walker = `
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
        return 1;
    for (int i = 0; i < ${WARM_UP + LOOKS}; i++)
        if (write(pair[0], "x", 1) != 1)
            return 2;
    return 0;
}
`;

const held = { packets: false, lines: false };

/** What one engine told: how long each look took, in milliseconds, and what it and ss cost at the end. */
interface Run {
  readonly looks: readonly number[];
  readonly sockets: number;
  readonly peer: readonly number[];
}

/** Milliseconds of ss for all that a look asks for, in both hosts' namespaces: its start and its text are in it. */
function underSs(pids: readonly number[], privilege: 'root' | 'user'): number {
  const before = performance.now();
  for (const pid of pids) {
    const enter = ['-t', String(pid), ...(privilege === 'root' ? [] : ['-U', '--preserve-credentials']), '-n'];
    execFileSync('nsenter', [...enter, 'ss', '-tuxanHOiem'], { stdio: ['ignore', 'ignore', 'ignore'] });
  }
  return performance.now() - before;
}

/** Runs the lab: two crowds that run free, then the walker, held and let go at each call, on the host looked at last. */
function measure(peer: boolean): Promise<Run> {
  const privilege = ownPrivilege();
  return new Promise((resolve, reject) => {
    const sockets = new Set<string>();
    const pids: number[] = [];
    const looks: number[] = [];
    const times: number[] = [];
    let open: { readonly enter: number; readonly t: number } | null = null;
    let n = 0;
    let walks = false;
    const send = (command: EngineCommand): void => {
      if (!engine.send(command)) reject(new Error('the engine does not listen any more'));
    };
    const spawn = (role: string): void => send({ cmd: 'spawn', n: ++n, role });
    const see = (event: EventDraft): void => {
      if (event.kind === 'process.start') pids.push(event.pid);
      if (event.kind === 'socket.open') sockets.add(event.socket);
      if (event.kind === 'gate.open') {
        send({ cmd: 'release', n: ++n, gate: event.gate, by: 'bench', action: 'release', delayMs: 0 });
      }
      if (event.kind === 'syscall.exit' && event.call === 'write' && event.cause !== undefined) {
        open = { enter: event.cause, t: event.t };
      }
      if (event.kind === 'socket.queues' && open !== null && event.cause === open.enter) {
        looks.push(nanosToMillis(event.t - open.t));
        open = null;
      }
    };
    const onQuiet = (): void => {
      if (pids.length < 2 || walks) return;
      walks = true;
      if (peer) for (let run = 0; run < PEER_RUNS; run++) times.push(underSs(pids, privilege));
      send({ cmd: 'hold', n: ++n, hold: { calls: true, ...held } });
      spawn('walker');
    };
    const engine = engineLauncher(privilege)({
      message(message) {
        if (message.type === 'quiet') onQuiet();
        if (message.type === 'fatal' || message.type === 'refused') reject(new Error(message.message));
        if (message.type !== 'events') return;
        for (const event of message.events as EventDraft[]) {
          see(event);
          if (event.kind === 'process.exit') engine.close(1000);
        }
      },
      exit({ words }) {
        // Where the machine is busy, a look by the clock finds what the look after the call would have found.
        if (looks.length < WARM_UP + LOOKS / 2) {
          reject(new Error(`the engine told of ${looks.length} looks of ${WARM_UP + LOOKS}. ${words}`));
        } else {
          resolve({ looks: looks.slice(WARM_UP), sockets: sockets.size, peer: times });
        }
      },
    });
    const program = (role: string, host: 'A' | 'B', text: string) => ({
      role,
      file: `${role}.c`,
      host,
      args: [],
      text,
    });
    send({
      cmd: 'start',
      n: ++n,
      lesson: { id: 'bench', title: 'bench' },
      tier: 'lab',
      settings: { kernel: 'defaults' },
      programs: [program('a', 'A', crowd), program('b', 'B', crowd), program('walker', 'B', walker)],
      hold: { calls: false, ...held },
    });
    for (const role of ['a', 'b']) spawn(role);
  });
}

/** One full look at a lab with a thousand sockets: every dump of both hosts, decoded, and compared with the look before. */
export async function oneLook(): Promise<Measured> {
  const lacking = ['ss', 'nsenter'].filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
  const { looks, sockets, peer } = await measure(lacking.length === 0);
  if (sockets < 2 * CROWD) throw new Error(`the lab has ${sockets} sockets instead of ${2 * CROWD}`);
  const value = median(looks);
  const compared = lacking.length > 0 ? {} : { peer: { name: 'ss', value: median(peer), ratio: value / median(peer) } };
  return {
    figures: [
      { name: `${NAME}, p50`, value, unit: 'ms', ...compared, target: { of: 'value', atMost: 10 } },
      { name: `${NAME}, p99`, value: quantile(looks, 0.99), unit: 'ms' },
    ],
    skipped:
      lacking.length === 0
        ? []
        : skip(`there is no ${lacking.join(', no ')} here; install it.`, `${NAME}: peer`).skipped,
    notes: [
      `one look: ${looks.length} looks at ${sockets} sockets of two hosts; ss: ${PEER_RUNS} times both hosts, its start included`,
    ],
  };
}
