import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { whyNoLab } from '../engine/testing/open-lab.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { STUCK_MS } from './driver.ts';
import { LabSession } from './lab-session.ts';
import { readLessonFolder } from './lesson-folder.ts';

const noLab = await whyNoLab();

const SECONDS = STUCK_MS / 1000 + 1;

const sleepers: Readonly<Record<string, string>> = {
  SO_RCVTIMEO: `
    struct timeval limit = {${SECONDS}, 0}; char buffer[8];
    int s = socket(AF_UNIX, SOCK_DGRAM, 0);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    recv(s, buffer, sizeof buffer, 0);`,
  'alarm()': `
    int s = socket(AF_UNIX, SOCK_DGRAM, 0); char buffer[8];
    alarm(${SECONDS});
    recv(s, buffer, sizeof buffer, 0);`,
  'a timer': `
    struct itimerspec time = {{0, 0}, {${SECONDS}, 0}}; struct pollfd wait = {3, POLLIN, 0};
    timerfd_create(CLOCK_MONOTONIC, 0);
    timerfd_settime(3, 0, &time, NULL);
    poll(&wait, 1, -1);`,
};

/** How a lab ends whose only program waits longer than it takes to call programs stuck. */
async function endOf(body: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-sleeper-'));
  try {
    const headers = ['poll.h', 'sys/socket.h', 'sys/time.h', 'sys/timerfd.h', 'unistd.h'];
    const includes = headers.map((name) => `#include <${name}>\n`).join('');
    writeFileSync(join(folder, 'solo.c'), `${includes}int main(void)\n{${body}\nreturn 0;\n}\n`);
    writeFileSync(join(folder, 'lesson.md'), '---\nprograms:\n  - { role: solo, file: solo.c, host: A }\n---\n');
    const lesson = await readLessonFolder(folder);
    if (!lesson.ok) throw new Error(JSON.stringify(lesson.error));
    const session = new LabSession(lesson.value, 'lab', engineLauncher(ownPrivilege()));
    const end = await session.runToEnd();
    await session.ended();
    return end.kind === 'finished' ? 'finished' : `${end.kind}: ${end.why}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('waits for programs that time will wake', { timeout: 60_000 }, async (context) => {
  if (noLab !== null) context.skip(noLab);
  const ends = await Promise.all(Object.values(sleepers).map(endOf));
  expect(Object.keys(sleepers).map((name, i) => `${name}: ${ends[i]}`)).toEqual(
    Object.keys(sleepers).map((name) => `${name}: finished`),
  );
});
