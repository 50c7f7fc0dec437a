import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineWriter } from '#shared/model/log-line';
import { LabLog } from '../../store/lab-log.ts';
import { LogBook } from '../../store/log-book.ts';
import { tcpEchoLog } from '../stage/testing/tcp-echo-log.ts';
import { LogLines } from './log-lines.ts';
import { fuzz } from '#shared/base/testing/fuzz';

const { events } = tcpEchoLog();
/** Long enough for several parts: the run over and over, as one that went on. */
const long = Array.from({ length: 8 }, (_, round) =>
  events.map((event) => ({ ...event, seq: round * events.length + event.seq })),
).flat();
const writer = createLineWriter();
const written = long.map((event) => writer.line(event));

function logOf(count: number): LabLog {
  const log = new LabLog();
  log.append(long.slice(0, count));
  return log;
}

describe('the lines of a log', () => {
  it('are the same wherever one looks first as when they are all written down from the beginning', () => {
    expect(long.length).toBeGreaterThan(1000);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: long.length }), { minLength: 1, maxLength: 30 }), (seqs) => {
        const lines = new LogLines(logOf(long.length));
        for (const seq of seqs) expect(lines.line(seq)).toEqual(written[seq - 1]);
      }),
      fuzz(20),
    );
  });

  it('go on with a log that grows, and end where it does', () => {
    const log = logOf(100);
    const lines = new LogLines(log);
    expect(lines.line(100)).toEqual(written[99]);
    expect(lines.line(101)).toBeUndefined();
    expect(lines.line(0)).toBeUndefined();
    log.append(long.slice(100, 200));
    expect(lines.line(101)).toEqual(written[100]);
    expect(lines.line(90)).toEqual(written[89]);
  });

  it('are counted and found by their numbers, in both lengths', () => {
    const book = new LogBook();
    for (const event of events) book.add(event);
    const essential = written.slice(0, events.length).filter((line) => line.essential);
    expect(book.count('all')).toBe(events.length);
    expect(book.count('essential')).toBe(essential.length);
    expect(essential.map((_, i) => book.seqAt('essential', i))).toEqual(essential.map(({ seq }) => seq));
    for (const seq of [0, 1, 17, events.length]) {
      expect(book.lineAt('essential', seq)).toBe(essential.filter((line) => line.seq <= seq).length - 1);
    }
  });
});
