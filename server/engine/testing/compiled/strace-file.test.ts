import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { StraceFile } from './strace-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'sockscope-strace-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a trace that grows: calls with their ends, an interrupted one, the end of the process', () => {
  const path = join(folder, 'p0.trace.7');
  writeFileSync(path, 'accept(3, NULL, NULL');
  const file = new StraceFile(path);
  file.read();
  expect(file.resultOf('accept', 0)).toBeNull();

  appendFileSync(
    path,
    ') = ? ERESTARTSYS (To be restarted if SA_RESTART is set)\n--- SIGCHLD {si_signo=SIGCHLD} ---\n',
  );
  file.read();
  expect(file.resultOf('accept', 0)).toBe('again');

  appendFileSync(
    path,
    'accept(3, NULL, NULL)      = 4\nsend(4, "a) = 9", 6, 0) = -1 EPIPE (Broken pipe)\nfcntl(4, F_GETFL) = 0x2 (flags O_RDWR)\n',
  );
  file.read();
  expect(file.resultOf('accept', 0)).toEqual({ ret: 4 });
  expect(file.resultOf('send', 0)).toEqual({ ret: -1, errno: 'EPIPE' });
  expect(file.resultOf('fcntl', 0)).toEqual({ ret: 2 });
  expect(file.resultOf('accept', 3)).toBeNull();
  expect(file.end).toBeNull();

  appendFileSync(path, '+++ killed by SIGPIPE +++\n');
  file.read();
  expect(file.end).toEqual({ signal: 'SIGPIPE' });
  file.close();
});

it('a call that a handler interrupted fails with EINTR, or is made again where SA_RESTART says so', () => {
  const path = join(folder, 'p0.trace.8');
  const action = (signal: string, flags: string): string =>
    `rt_sigaction(${signal}, {sa_handler=0x5555, sa_mask=[], sa_flags=SA_RESTORER${flags}, sa_restorer=0x7f}, NULL, 8) = 0\n`;
  const hit = (signal: string, why: string): string =>
    `pause() = ? ${why} (…)\n--- ${signal} {si_signo=${signal}} ---\n`;
  writeFileSync(path, `${action('SIGUSR1', '')}${action('SIGUSR2', '|SA_RESTART')}${hit('SIGUSR1', 'ERESTARTSYS')}`);
  const file = new StraceFile(path);
  file.read();
  expect(file.resultOf('pause', 0)).toEqual({ ret: -1, errno: 'EINTR' });
  const ends = [
    ['SIGUSR2', 'ERESTARTSYS'],
    ['SIGUSR2', 'ERESTARTNOHAND'],
    ['SIGCHLD', 'ERESTARTSYS'],
  ].map(([signal = '', why = '']) => {
    const since = file.lines.length;
    appendFileSync(path, hit(signal, why));
    file.read();
    return file.resultOf('pause', since);
  });
  expect(ends).toEqual([{ ret: -1, errno: 'ERESTARTSYS' }, { ret: -1, errno: 'EINTR' }, 'again']);
  file.close();
});
