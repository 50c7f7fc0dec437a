import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { haveCompiler } from './compiler.ts';

export const haveStrace: boolean = haveCompiler && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** A system call as its registers held it. */
export interface RawCall {
  readonly call: string;
  readonly args: readonly number[];
  /** -errno where it failed. */
  readonly result: number;
}

/** The raw system calls of a compiled program from its first getppid() on, which marks where main begins, to its exit. */
export function rawCalls(text: string): RawCall[] {
  const folder = mkdtempSync(join(tmpdir(), 'lab-c-'));
  try {
    writeFileSync(join(folder, 'program.c'), text);
    execFileSync('cc', ['-w', '-O0', '-fno-builtin', '-o', join(folder, 'program'), join(folder, 'program.c')]);
    spawnSync('strace', ['-X', 'raw', '-e', 'raw=all', '-o', join(folder, 'calls'), join(folder, 'program')], {
      timeout: 10_000,
    });
    const calls = readFileSync(join(folder, 'calls'), 'utf8')
      .split('\n')
      .flatMap((line) => callOf(line) ?? []);
    return calls.slice(calls.findIndex((one) => one.call === 'getppid'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `poll(0x7ffe, 0x1, 0) = 0x1`, `read(0x3, 0, 0) = -1 EAGAIN (Resource …)`; null for signals and the end. */
function callOf(line: string): RawCall | null {
  const match = /^(\w+)\((.*)\)\s+= (-?\w+|\?)(?: E\w+)?/.exec(line);
  if (match === null) return null;
  const [, call = '', list = '', result = ''] = match;
  const args = list === '' ? [] : list.split(', ').map(Number);
  return { call, args, result: result === '?' ? 0 : Number(result) };
}

/** glibc's version, as 236 for 2.36; null where cc has another C library. */
export function glibcVersion(): number | null {
  const told = spawnSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' }).stdout;
  const match = /^glibc (\d+)\.(\d+)/.exec(told);
  return match === null ? null : Number(match[1]) * 100 + Number(match[2]);
}
