import { beforeAll, describe, expect, it } from 'vitest';
import { syscalls } from '#shared/abi/syscalls';
import { whyNot } from '../testing/peers.ts';
import { whyNotSame } from '../testing/same-calls.ts';
import { whyNotAs } from '../wire/testing/unshared.ts';
import { traceTwice, type TwoTraces } from './testing/two-traces.ts';

const absent =
  whyNot('cc', 'strace', 'unshare', 'setarch', 'ip') ?? whyNotAs(process.getuid?.() === 0 ? 'root' : 'user');

const nameOf = (line: string): string => line.slice(0, line.indexOf('('));

describe('every call of the table, made by a C program', () => {
  let traces: TwoTraces;

  beforeAll(async () => {
    if (absent === null) traces = await traceTwice();
  }, 120_000);

  it('is told at least as well as strace tells it: same calls, arguments and results', (context) => {
    if (absent !== null) context.skip(absent);
    expect(traces.ours.map((lines) => lines.map(nameOf))).toEqual(traces.strace.map((lines) => lines.map(nameOf)));
    const worse = traces.strace.flatMap((lines, process) =>
      lines.flatMap((line, i) => whyNotSame(traces.ours[process]?.[i] ?? '', line) ?? []),
    );
    expect(worse).toEqual([]);
  });

  it('is made at least once', (context) => {
    if (absent !== null) context.skip(absent);
    const made = new Set(traces.ours.flat().map(nameOf));
    const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
    const listed = Object.entries(syscalls).filter(([, { number }]) => number[arch] !== null);
    expect(listed.map(([name]) => name).filter((name) => !made.has(name))).toEqual([]);
  });

  it('leaves no byte of memory changed that its decoder has not noted', (context) => {
    if (absent !== null) context.skip(absent);
    expect(traces.unnoticed).toEqual([]);
  });
});
