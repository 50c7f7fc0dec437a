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
