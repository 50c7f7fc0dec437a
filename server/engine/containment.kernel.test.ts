import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import type { Lesson } from '#shared/lessons/lesson';
import { LabSession } from '../sessions/lab-session.ts';
import { readLessonFolder } from '../sessions/lesson-folder.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { allProcesses, leftOf } from '../testing/processes.ts';
import { CODE_BASE } from './actor/elf.ts';
import { whyNoLab } from './testing/open-lab.ts';

/** What a program's text may try, and how far it gets: a lesson comes from anybody. */

const noLab = await whyNoLab();
const folder = mkdtempSync(join(tmpdir(), 'sockscope-containment-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** A lesson of one program on host A. `helper`: the main() of another one beside it. */
async function lessonOf(body: string, helper?: string): Promise<Lesson> {
  const headers = [
    'stdio.h',
    'string.h',
    'unistd.h',
    'signal.h',
    'fcntl.h',
    'sys/wait.h',
    'sys/socket.h',
    'sys/un.h',
    'netinet/in.h',
    'arpa/inet.h',
  ];
  const includes = headers.map((name) => `#include <${name}>\n`).join('');
  const text = (main: string): string => `${includes}int main(void) {\n${main}\nreturn 0;\n}\n`;
  const program = (role: string): string => `  - { role: ${role}, file: ${role}.c, host: A }\n`;
  writeFileSync(join(folder, 'solo.c'), text(body));
  if (helper !== undefined) writeFileSync(join(folder, 'helper.c'), text(helper));
  const programs = `${program('solo')}${helper === undefined ? '' : program('helper')}`;
  writeFileSync(join(folder, 'lesson.md'), `---\nprograms:\n${programs}---\n`);
  const lesson = await readLessonFolder(folder);
  if (!lesson.ok) throw new Error(JSON.stringify(lesson.error));
  return lesson.value;
}

const labOf = (lesson: Lesson): LabSession => new LabSession(lesson, 'lab', engineLauncher(ownPrivilege()));

/** Runs one program on host A to its end; its log. */
async function run(body: string): Promise<readonly LabEvent[]> {
  const session = labOf(await lessonOf(body));
  expect(await session.runToEnd()).toEqual({ kind: 'finished' });
  await session.ended();
  return session.log.events;
}

/** How these calls came out, by their names in the source, and with what status the program ended. */
const outcomes = (events: readonly LabEvent[], ...apis: readonly string[]): string[] =>
  events.flatMap((event) => {
    if (event.kind === 'process.exit') return [`exit ${event.status ?? event.signal}`];
    if (event.kind !== 'syscall.exit' || !apis.includes(event.api)) return [];
    return [`${event.api} ${event.errno ?? event.ret}`];
  });

describe('a program', () => {
  it('cannot put instructions of its own where its process runs', async (context) => {
    if (noLab !== null) context.skip(noLab);
    // mov edi, 42; mov eax, SYS_exit_group; syscall: behind a page of nops.
    const events = await run(`
      struct sockaddr_in a; char code[4000]; long page = ${CODE_BASE};
      int s = socket(AF_INET, SOCK_DGRAM, 0);
      memset(&a, 0, sizeof a); a.sin_family = AF_INET; a.sin_port = htons(7000);
      inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
      bind(s, (struct sockaddr *)&a, sizeof a);
      connect(s, (struct sockaddr *)&a, sizeof a);
      memset(code, 0x90, sizeof code);
      memcpy(code + 3000, "\\xbf\\x2a\\x00\\x00\\x00\\xb8\\xe7\\x00\\x00\\x00\\x0f\\x05", 12);
      send(s, code, sizeof code, 0);
      recv(s, (void *)page, sizeof code, 0);
      close(s);`);
    expect(outcomes(events, 'recv', 'close')).toEqual(['recv EFAULT', 'close 0', 'exit 0']);
  });

  it('has a file system of its own, and nothing in it', async (context) => {
    if (noLab !== null) context.skip(noLab);
    const events = await run(`
      struct sockaddr_un a;
      int s = socket(AF_UNIX, SOCK_STREAM, 0);
      memset(&a, 0, sizeof a); a.sun_family = AF_UNIX;
      strcpy(a.sun_path, "/run/sockscope-was-here");
      bind(s, (struct sockaddr *)&a, sizeof a);
      strcpy(a.sun_path, "../../sockscope-was-here");
      bind(s, (struct sockaddr *)&a, sizeof a);
      unlink("${folder}/solo.c"); unlink("../../../../../..${folder}/solo.c");`);
    const expected = ['bind ENOENT', 'bind 0', 'unlink ENOENT', 'unlink ENOENT', 'exit 0'];
    expect(outcomes(events, 'bind', 'unlink')).toEqual(expected);
    expect(existsSync(join(folder, 'solo.c'))).toBe(true);
    for (const path of ['/sockscope-was-here', '/run/sockscope-was-here', '/tmp/sockscope-was-here']) {
      expect(existsSync(path)).toBe(false);
    }
  });

  it('sends signals to the lab’s processes and to no other', async (context) => {
    if (noLab !== null) context.skip(noLab);
    // Signal 0 only asks whether it might be sent (kill(2)).
    const events = await run(`
      int me = getpid(); int engine = getppid();
      kill(me, 0); kill(engine, 0); kill(${process.pid}, 0); kill(-1, 0); kill(0, 0);
      int s = socket(AF_INET, SOCK_STREAM, 0);
      fcntl(s, F_SETOWN, me); fcntl(s, F_SETOWN, engine);
      if (fork() == 0) return 0;
      wait(0);`);
    const made = outcomes(events, 'kill', 'fcntl');
    expect(made.slice(0, 5)).toEqual(['kill 0', 'kill EPERM', 'kill EPERM', 'kill EPERM', 'kill EPERM']);
    expect(made.slice(5)).toEqual(['fcntl 0', 'fcntl EPERM', 'exit 0', 'exit 0']);
  });

  it('reaches no network but the lab’s', async (context) => {
    if (noLab !== null) context.skip(noLab);
    const afVsock = 40;
    const events = await run(`socket(${afVsock}, SOCK_STREAM, 0); socket(AF_INET, SOCK_RAW, 1);`);
    expect(outcomes(events, 'socket')).toEqual(['socket EAFNOSUPPORT', 'socket EPERM', 'exit 0']);
  });
});

describe('an endless loop', () => {
  it('without a call is ended, and the lab’s other program goes on', async (context) => {
    if (noLab !== null) context.skip(noLab);
    const session = labOf(await lessonOf('int i = 0;\nwhile (1) i++;', 'printf("done\\n");'));
    expect(await session.runToEnd()).toEqual({ kind: 'finished' });
    await session.ended();
    const { events, state } = session.log;
    const told = events.flatMap((event) => (event.kind === 'marker' ? [event.label] : []));
    expect(told.join()).toMatch(/^solo, line \d+: /);
    const ends = Object.values(state.processes).map(({ role, phase, output }) => `${role} ${phase} ${output}`.trim());
    expect(ends.toSorted()).toEqual(['helper exited done', 'solo killed']);
  });

  it('of calls stalls neither the server nor another lab, and ends when its lab does', async (context) => {
    if (noLab !== null) context.skip(noLab);
    const endless = labOf(await lessonOf('while (1) getpid();'));
    const other = labOf(await lessonOf('printf("done\\n");'));
    expect(endless.play(0)).toBeNull();
    expect(await other.runToEnd()).toEqual({ kind: 'finished' });
    const calls = (): number => endless.log.events.filter(({ kind }) => kind === 'syscall.exit').length;
    const before = calls();
    // It plays on: each turn of the loop is a step like any other, and what people ask for comes between two of them.
    await expect.poll(calls, { timeout: 30_000 }).toBeGreaterThan(before + 20);
    expect(endless.play(null)).toBeNull();
    await expect.poll(() => endless.status.busy, { timeout: 30_000 }).toBe(false);
    const pids = Object.keys(endless.log.state.processes).map(Number);
    const own = allProcesses().filter(({ pid }) => pids.includes(pid));
    expect(own.length).toBe(1);
    endless.close('stopped');
    await endless.ended();
    await expect.poll(() => leftOf(own), { timeout: 30_000 }).toEqual([]);
  });
});
