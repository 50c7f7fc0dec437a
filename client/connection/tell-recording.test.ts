import { describe, expect, it } from 'vitest';
import type { Result } from '#shared/base/result';
import type { LabEvent } from '#shared/events/event';
import { PackedEvents, unpacked } from '#shared/protocol/packed-events';
import { recordingHeader } from '#shared/protocol/recording';
import type { RecordedRun } from '#shared/protocol/recording';
import { LONG } from './read-into.ts';
import { listener } from './recording-helper.ts';
import { tellRecording } from './tell-recording.ts';
import type { Told } from './tell-recording.ts';

const header = recordingHeader({ id: 'tcp-echo', title: 'Echo über TCP' }, '0.1.0');
const marker = (seq: number): LabEvent => ({ seq, t: seq, kind: 'marker', source: 'user', label: `Märke ${seq}` });
const events = Array.from({ length: LONG + 5000 }, (_, i) => marker(i + 1));
const lines = [header, ...events].map((line) => JSON.stringify(line));

/** What is told of these lines, as another thread hears it, and what becomes of it there. */
async function told(of: readonly string[], end = '\n') {
  const stories: Told[] = [];
  const runs: Result<RecordedRun>[] = [];
  const hear = listener(
    () => undefined,
    (answer) => runs.push(answer),
  );
  await tellRecording(new Blob([of.join('\n') + end]).stream(), (story) => {
    const posted = structuredClone(story);
    stories.push(posted);
    hear(posted);
  });
  expect(runs).toHaveLength(1);
  return { stories, run: runs[0] as Result<RecordedRun> };
}

const failureOf = (stories: readonly Told[]): string | undefined =>
  stories.flatMap((story) => (story.kind === 'end' && story.failure !== null ? [story.failure.code] : []))[0];

describe('a recording that is read by a worker', () => {
  it('comes over whole where it is short', async () => {
    const { run, stories } = await told(lines.slice(0, 3000));
    expect(run).toEqual({ ok: true, value: { header, events: events.slice(0, 2999) } });
    expect(stories.map(({ kind }) => kind)).toEqual(['progress', 'run']);
  });

  it.each([
    ['has', '\n'],
    ['lacks', ''],
  ])('comes over as its lines where it is long, and its last line %s an end', async (_what, end) => {
    for (const count of [LONG + 1, LONG + 2, events.length]) {
      const { run, stories } = await told(lines.slice(0, count + 1), end);
      expect(run.ok && run.value.events).toBeInstanceOf(PackedEvents);
      expect(run.ok && run.value.events.length).toBe(count);
      expect(run.ok && unpacked(run.value.events)).toEqual(events.slice(0, count));
      expect(failureOf(stories)).toBeUndefined();
    }
  });

  it('passes over empty lines', async () => {
    const spaced = lines.flatMap((line, i) => (i % 1000 === 0 ? [line, '', ''] : [line]));
    const { run } = await told(spaced, '\n\n\n');
    expect(run.ok && unpacked(run.value.events)).toEqual(events);
  });

  it.each([
    ['no event', JSON.stringify({ ...marker(LONG + 3000), label: 7 }), 'recording-format'],
    ['no JSON', '{"seq":', 'recording-format'],
    ['two events', `${lines[LONG + 3000]},${lines[LONG + 3001]}`, 'recording-format'],
    ['another event', lines[LONG + 2999] ?? '', 'recording-hole'],
  ])('is told as far as it is good where a line is %s', async (_what, line, code) => {
    const { run, stories } = await told(lines.toSpliced(LONG + 3000, 1, line));
    const read = run.ok ? unpacked(run.value.events) : [];
    expect(read).toEqual(events.slice(0, read.length));
    expect(read.length).toBeLessThan(LONG + 3000);
    expect(failureOf(stories)).toBe(code);
  });

  it('is told as far as it goes where its archive is cut', async () => {
    const text = `${lines.join('\n')}\n`;
    const gzip = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    const packed = await new Response(gzip).arrayBuffer();
    const stories: Told[] = [];
    await tellRecording(new Blob([packed.slice(0, -100)]).stream(), (story) => stories.push(story));
    expect(stories.filter(({ kind }) => kind === 'block').length).toBeGreaterThan(2);
    expect(failureOf(stories)).toBe('recording-read');
  });

  it('is refused where it is short and damaged', async () => {
    const { run } = await told([...lines.slice(0, 30), 'hello']);
    expect(run).toMatchObject({ ok: false, error: { code: 'recording-format' } });
  });
});
