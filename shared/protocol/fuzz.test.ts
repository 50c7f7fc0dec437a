import { array, assert, constantFrom, integer, json, nat, oneof, property, record, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUZZ_MS, fuzz } from '../base/testing/fuzz.ts';
import { tcpEcho } from '../model/testing/tcp-echo.ts';
import { clientMessageSchema } from './browser.ts';
import { engineCommandSchema, engineMessageSchema } from './engine.ts';
import { PackedEvents } from './packed-events.ts';
import { changedProgramsSchema } from './programs.ts';
import { readRecording, recordingHeader, recordingLines, RecordingReader } from './recording.ts';
import { replySchema } from './replies.ts';
import { createLabSchema, createWalkSchema } from './rest.ts';
import { walkReplySchema } from './walk.ts';

const { log } = tcpEcho();
const good = [...recordingLines(recordingHeader({ id: 'x', title: 'X' }, '0'), log)].join('');

/** The failures that reading a recording may answer (RecordingReader). */
const FAILURES = ['recording-format', 'recording-newer', 'recording-hole'];

function readAll(text: string): void {
  const whole = readRecording(text);
  if (!whole.ok) {
    expect(FAILURES).toContain(whole.error.code);
    expect(whole.error.message).toMatch(/^[A-Z].*\.$/s);
  }
  // In pieces, and packed as a long one is: the same answer, or a failure once its events are looked at.
  const reader = new RecordingReader(undefined, 4);
  let failed = null;
  for (let at = 0; at < text.length && failed === null; at += 777) failed = reader.add(text.slice(at, at + 777));
  const run = failed === null ? reader.endRun() : { ok: false as const, error: failed };
  if (!run.ok) expect(FAILURES).toContain(run.error.code);
  else if (run.value.events instanceof PackedEvents) {
    for (const block of run.value.events.blocks(true)) {
      if (block === null) throw new Error('all of it is there');
      if (!block.ok) expect(FAILURES).toContain(block.error.code);
    }
  }
}

describe('a recording that is no good', { timeout: FUZZ_MS }, () => {
  it('is read, or refused in a sentence: pieces cut out, doubled or replaced', () => {
    const damage = record({
      at: nat(good.length),
      length: nat(60),
      times: nat(2),
      insert: oneof(
        constantFrom('', '\n', '"', '}', '{', '1e999', '-1', 'null', '\u0000', '[['),
        string({ maxLength: 5 }),
      ),
    });
    assert(
      property(array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        let text = good;
        for (const { at, length, times, insert } of damages)
          text = text.slice(0, at) + text.slice(at, at + length).repeat(times) + insert + text.slice(at + length);
        readAll(text);
      }),
      fuzz(60),
    );
  });

  it('is read, or refused: values of another kind in every field', () => {
    const wild = oneof(
      json({ maxDepth: 2 }),
      constantFrom('1e999', '9007199254740993', '-1', '"\\u0000"', 'null', '{}', '[]'),
    );
    const lines = good.split('\n').slice(0, -1);
    assert(
      property(nat(lines.length - 1), nat(20), wild, (which, field, value) => {
        const parsed = JSON.parse(lines[which] ?? '{}') as Record<string, unknown>;
        const names = Object.keys(parsed);
        const name = names[field % names.length] ?? '';
        const text = JSON.stringify({ ...parsed, [name]: '@' }).replace('"@"', value);
        readAll([...lines.slice(0, which), text, ...lines.slice(which + 1)].join('\n'));
      }),
      fuzz(150),
    );
  });

  it.each([
    ['empty', ''],
    ['one line without end', 'x'.repeat(3_000_000)],
    ['deeply nested', `${good.split('\n', 1)[0]}\n${'['.repeat(500_000)}`],
    ['deeply nested and closed', `${good.split('\n', 1)[0]}\n${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['lines of nothing', '\n'.repeat(300_000)],
    ['a header alone', `${good.split('\n', 1)[0]}\n`],
    ['a header of the future', good.replace('"version":1', '"version":2')],
    ['a header of no version', good.replace('"version":1', '"version":0')],
    ['huge numbers', good.replaceAll(/"seq":\d+/g, '"seq":1e308')],
  ])('is read, or refused: %s', (_, text) => {
    readAll(text);
  });

  it('is no bigger in memory for a line that never ends', () => {
    const reader = new RecordingReader();
    const piece = 'x'.repeat(1_000_000);
    let pieces = 0;
    while (pieces < 100 && reader.add(piece) === null) pieces += 1;
    expect(pieces).toBeLessThan(20);
  });
});

describe('messages', { timeout: FUZZ_MS }, () => {
  const schemas = {
    clientMessageSchema,
    engineCommandSchema,
    engineMessageSchema,
    changedProgramsSchema,
    createLabSchema,
    createWalkSchema,
    replySchema,
    walkReplySchema,
  };
  const types = [
    'hello',
    'join',
    'drive',
    'release',
    'play',
    'history',
    'answer',
    'walk',
    'presenting',
    'refused',
    'events',
    'quiet',
  ];

  it('of any shape are taken or refused, and what is taken stays what it was said to be', () => {
    const value = oneof(
      json({ maxDepth: 3 }),
      string().map((text) => JSON.stringify(text)),
      integer().map(String),
    );
    const message = oneof(
      json(),
      tuple(
        constantFrom(...types),
        array(
          tuple(
            constantFrom('lab', 'gate', 'order', 'walk', 'as', 'from', 'to', 'n', 'pauseMs', 'protocol', '__proto__'),
            value,
          ),
        ),
      ).map(([type, fields]) => `{"type":"${type}"${fields.map(([name, of]) => `,"${name}":${of}`).join('')}}`),
    );
    assert(
      property(message, (text) => {
        const raw: unknown = JSON.parse(text);
        for (const schema of Object.values(schemas)) {
          const parsed = schema.safeParse(raw);
          if (parsed.success) expect(JSON.stringify(parsed.data).length).toBeLessThanOrEqual(text.length + 100);
        }
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      fuzz(500),
    );
  });

  it('nested as deeply as a message has room for are refused', () => {
    for (const schema of Object.values(schemas)) {
      expect(schema.safeParse(JSON.parse('['.repeat(30_000) + ']'.repeat(30_000))).success).toBe(false);
      const nested = `${'{"type":"drive","order":'.repeat(2000)}1${'}'.repeat(2000)}`;
      expect(schema.safeParse(JSON.parse(nested)).success).toBe(false);
    }
  });
});
