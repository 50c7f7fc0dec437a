import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { StepBook } from './step-book.ts';
import { progressOf, programOf, stepsOf, type Progress } from './steps.ts';

const text = `int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (listen(fd, 5) < 0)
        perror("listen");
    for (int i = 0; i < 2; i++)
        accept(fd, NULL, NULL);
    close(fd); close(9);
    return 0;
}
`;

let seq = 0;
const event = (draft: object): LabEvent => {
  seq += 1;
  return { seq, t: seq * 10, source: 'ptrace', ...draft } as LabEvent;
};
const who = (pid: number, role: string): object => ({ pid, tid: pid, role });
const enter = (pid: number, role: string, api: string, line: number): LabEvent =>
  event({ kind: 'syscall.enter', ...who(pid, role), call: api, api, args: [], line });
const exit = (pid: number, role: string, api: string, ret: number, errno?: string): LabEvent =>
  event({
    kind: 'syscall.exit',
    ...who(pid, role),
    call: api,
    api,
    ret,
    ...(errno === undefined ? {} : { errno }),
    kernelNs: 1,
    heldNs: 0,
  });

/** A server that listens, accepts twice (once in a forked child), and closes a descriptor that is none. */
const log: readonly LabEvent[] = [
  event({
    kind: 'lab.start',
    source: 'lab',
    lesson: { id: 'x', title: 'X' },
    tier: 'lab',
    hosts: [],
    kernel: '6',
    arch: 'x86_64',
    versions: {},
    settings: { kernel: 'hold' },
    programs: [{ role: 'server', file: 'server.c', host: 'A', args: [], text }],
  }),
  event({ kind: 'process.start', source: 'lab', pid: 7, host: 'A', role: 'server', argv: ['server'] }),
  enter(7, 'server', 'socket', 3),
  exit(7, 'server', 'socket', 3),
  enter(7, 'server', 'accept', 7),
  exit(7, 'server', 'accept', -1, 'EINVAL'),
  event({ kind: 'process.start', source: 'lab', pid: 8, host: 'A', role: 'server/1', argv: ['server'], parent: 7 }),
  enter(8, 'server/1', 'accept', 7),
  exit(8, 'server/1', 'accept', 4),
  enter(7, 'server', 'close', 8),
  exit(7, 'server', 'close', 0),
  enter(7, 'server', 'close', 8),
  exit(7, 'server', 'close', -1, 'EBADF'),
  enter(7, 'server', 'listen', 4),
];

/** The list as it stands after the event `at`: "socket done 3". */
function listAt(at: number): string[] {
  const book = new StepBook();
  for (const one of log) book.add(one);
  const { processes } = log.slice(0, at).reduce(applyEvent, initialState);
  const shown = (progress: Progress): string => {
    if (progress.kind === 'todo') return 'todo';
    if (progress.kind === 'now') return `now ${progress.phase} ${progress.pid}`;
    const { ret, errno, count } = progress.result;
    return `${progress.kind} ${errno ?? ret} x${count}`;
  };
  return stepsOf('server.c', text).map(
    (step) =>
      `${step.api} ${shown(progressOf(step, Object.values(processes), book.result('server', step.line, step.api, at)))}`,
  );
}

describe('the steps of a program', () => {
  it('are its calls in the order of the text, each place once; what it prints is none', () => {
    expect(stepsOf('server.c', text).map(({ line, api }) => `${line} ${api}`)).toEqual([
      '3 socket',
      '4 listen',
      '7 accept',
      '8 close',
    ]);
    expect(stepsOf('server.c', 'int main(void) { lisen(3); }')).toEqual([]);
  });

  it('stand where main comes to them: those of a function where it is first called', () => {
    const forking = [
      'static void serve(int conn)',
      '{',
      '    send(conn, "x", 1, 0);',
      '    close(conn);',
      '}',
      'static void unused(int fd)',
      '{',
      '    listen(fd, 1);',
      '}',
      'int main(void)',
      '{',
      '    int fd = socket(AF_UNIX, SOCK_STREAM, 0);',
      '    if (fork() == 0)',
      '        serve(fd);',
      '    wait(NULL);',
      '    serve(fd);',
      '    return 0;',
      '}',
    ].join('\n');
    expect(stepsOf('server.c', forking).map(({ api }) => api)).toEqual([
      'socket',
      'fork',
      'send',
      'close',
      'wait',
      'listen',
    ]);
  });

  it('are ticked when the call has returned, not when it was entered', () => {
    expect(listAt(2)[0]).toBe('socket todo');
    expect(listAt(3)[0]).toBe('socket now kernel 7');
    expect(listAt(5)[0]).toBe('socket done 3 x1');
  });

  it('are shown as failed with the kernel’s error, and ticked where the next call succeeded', () => {
    expect(listAt(7)[2]).toBe('accept now returned 7');
    expect(listAt(10)).toEqual(['socket done 3 x1', 'listen todo', 'accept now returned 8', 'close now kernel 7']);
    expect(listAt(14)[3]).toBe('close failed EBADF x2');
  });

  it('are ticked once every process has gone on', () => {
    const book = new StepBook();
    for (const one of log) book.add(one);
    expect(progressOf({ line: 7, api: 'accept' }, [], book.result('server', 7, 'accept', 10))).toMatchObject({
      kind: 'done',
      result: { ret: 4, count: 2 },
    });
  });

  it('go back with the moment that is shown', () => {
    expect(listAt(1)).toEqual(['socket todo', 'listen todo', 'accept todo', 'close todo']);
  });

  it('are those of the program that a forked child runs', () => {
    expect(programOf('server/1', [{ role: 'server' }])).toBe('server');
    expect(programOf('a/b', [{ role: 'a/b' }])).toBe('a/b');
  });
});
