import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../events/event.ts';
import {
  readRecording,
  recordingHeader,
  recordingLines,
  RecordingReader,
  RECORDING_VERSION,
  type Upgrader,
} from './recording.ts';

const lesson = { id: 'tcp-echo', title: 'Echo over TCP' };
const event = (seq: number): LabEvent => ({ seq, t: seq * 10, kind: 'marker', source: 'user', label: `m${seq}` });
const text = (events: readonly LabEvent[], header: object = recordingHeader(lesson, '0.1.0')): string =>
  [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');

const rename: Upgrader = (line) => [{ ...(line as object), kind: 'marker' }];
const label: Upgrader = (line) => [{ ...(line as object), label: 'upgraded' }];

describe('recordings', () => {
  it('come back as they were written', () => {
    const events = [event(1), event(2), event(3)];
    const written = [...recordingLines(recordingHeader(lesson, '0.1.0'), events)].join('');
    expect(readRecording(written)).toEqual({ ok: true, value: { header: recordingHeader(lesson, '0.1.0'), events } });
  });

  it.each([1, 2, 7, 1000])('come back from pieces of %i characters', (size) => {
    const written = text([event(1), event(2), event(3)]);
    const reader = new RecordingReader();
    for (let at = 0; at < written.length; at += size) expect(reader.add(written.slice(at, at + size))).toBeNull();
    expect(reader.end()).toMatchObject({ ok: true, value: { events: [event(1), event(2), event(3)] } });
  });

  it('come back where the last line has no end', () => {
    expect(readRecording(text([event(1)]).trimEnd())).toMatchObject({ ok: true, value: { events: [event(1)] } });
  });

  it('of a newer format are refused with a sentence', () => {
    const read = readRecording(text([], { ...recordingHeader(lesson, '9.0.0'), version: RECORDING_VERSION + 1 }));
    expect(read).toMatchObject({ ok: false, error: { code: 'recording-newer' } });
    expect(!read.ok && read.error.message).toContain('update it');
  });

  it.each([
    ['nothing', '', 'recording-format'],
    ['something else', 'hello\n', 'recording-format'],
    ['another program’s log', '{"format":"trace","version":1}\n', 'recording-format'],
    ['a broken line', `${text([event(1)])}{"seq":2,`, 'recording-format'],
    ['an unknown event', text([{ ...event(1), kind: 'nonsense' } as unknown as LabEvent]), 'recording-format'],
    ['a hole', text([event(1), event(3)]), 'recording-hole'],
    ['a doubled event', text([event(1), event(1)]), 'recording-hole'],
    ['a wrong beginning', text([event(2)]), 'recording-hole'],
  ])('that are %s are refused', (_what, damaged, code) => {
    expect(readRecording(damaged)).toMatchObject({ ok: false, error: { code } });
  });

  it('say in which line they are damaged, whatever is empty before', () => {
    const read = readRecording(`${text([event(1)])}\n\n{"seq":3}\n`);
    expect(!read.ok && read.error.message).toContain('Line 5 of the recording');
  });

  it('of older formats are brought up step by step', () => {
    const old = `${JSON.stringify(recordingHeader(lesson, '0'))}\n{"seq":1,"t":1,"kind":"note","source":"user"}\n`;
    const read = readRecording(old, { version: 3, upgraders: { 1: rename, 2: label } });
    expect(read).toMatchObject({ ok: true, value: { events: [{ seq: 1, kind: 'marker', label: 'upgraded' }] } });
  });
});
