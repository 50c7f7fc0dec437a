import { expect, it } from 'vitest';
import type { EventDraft } from '#shared/events/event';
import { engineLauncher } from '../supervisor/launch.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { whereAsleep } from './lab/asleep.ts';
import { whyNoLab } from './testing/open-lab.ts';

const noLab = await whyNoLab();

/** read(2) is call 0 on x86-64 and write(2) is call 1: their results are what a process has there that makes them again. */
const text = `
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int pair[2];
    char byte;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
        return 1;
    if (fork() == 0) {
        close(pair[0]);
        return read(pair[1], &byte, 1);
    }
    close(pair[1]);
    if (read(pair[0], &byte, 1) != 0)
        return 2;
    if (write(1, "x", 1) != 1)
        return 3;
    return 0;
}
`;

/** Asks until it is so, at most 30 s; each time anew, since what is asked about lives in another process. */
async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 30_000) throw new Error(`never so: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('a free program’s call that a signal interrupts is made again by the kernel, and told once', async (context) => {
  if (noLab !== null) context.skip(noLab);
  const events: EventDraft[] = [];
  const engine = engineLauncher(ownPrivilege())({
    message: (message) => {
      if (message.type === 'events') events.push(...(message.events as EventDraft[]));
    },
    exit: () => undefined,
  });
  const isTold = (wanted: (event: EventDraft) => boolean): boolean => events.some(wanted);
  const pidOf = (role: string): number => {
    const start = events.find((event) => event.kind === 'process.start' && event.role === role);
    if (start?.kind !== 'process.start') throw new Error(`${role} has not started`);
    return start.pid;
  };
  const sleeps = (role: string): boolean =>
    isTold((event) => event.kind === 'syscall.blocked' && event.role === role && event.call === 'read');
  const leaves = (call: string): EventDraft[] =>
    events.filter((event) => event.kind === 'syscall.exit' && event.role === 'reader' && event.call === call);
  try {
    engine.send({
      cmd: 'start',
      n: 1,
      lesson: { id: 'restarted', title: 'restarted' },
      tier: 'lab',
      settings: { kernel: 'defaults' },
      programs: [{ role: 'reader', file: 'reader.c', host: 'A', args: [], text }],
      hold: { calls: false, packets: false, lines: false },
    });
    engine.send({ cmd: 'spawn', n: 2, role: 'reader' });
    await until(() => sleeps('reader') && sleeps('reader/1'));

    // Nobody has a handler for SIGWINCH, and its default is to do nothing: the read goes on as if nothing had been.
    process.kill(pidOf('reader'), 'SIGWINCH');
    await until(() => isTold((event) => event.kind === 'marker' && event.signal === 'SIGWINCH'));
    await until(() => whereAsleep(pidOf('reader')) !== null || leaves('read').length > 0);
    expect(leaves('read')).toEqual([]);

    // The other end goes with its last owner: end of file.
    process.kill(pidOf('reader/1'), 'SIGKILL');
    await until(() => isTold((event) => event.kind === 'process.exit' && event.role === 'reader'));
    expect(leaves('read')).toMatchObject([{ ret: 0 }]);
    expect(leaves('write')).toMatchObject([{ ret: 1 }]);
    const [end] = events.filter((event) => event.kind === 'process.exit' && event.role === 'reader');
    expect(end).toMatchObject({ status: 0 });
  } finally {
    engine.close(2000);
  }
});
