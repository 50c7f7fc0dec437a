import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { recordingHeader, recordingLines } from '#shared/protocol/recording';
import { readRecordingBytes } from './read-recording.ts';

const lesson = { id: 'tcp-echo', title: 'Echo über TCP' };
const events = Array.from({ length: 500 }, (_, i): LabEvent => {
  return { seq: i + 1, t: i, kind: 'marker', source: 'user', label: `Märke ${i}` };
});
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function packed(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const written = [...recordingLines(recordingHeader(lesson, '0.1.0'), events)].join('');

/** Bytes in pieces of `size`. */
function stream(bytes: Uint8Array, size = bytes.length): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(new Uint8Array(bytes.subarray(at, (at += size))));
    },
  });
}

describe('a recording in the browser', () => {
  it.each([
    ['packed', packed(written)],
    ['plain', Promise.resolve(bytesOf(written))],
  ])('that is %s is read, in whatever pieces it comes', async (_how, made) => {
    const bytes = await made;
    for (const size of [1, 3, 1000, bytes.length]) {
      const read = await readRecordingBytes(stream(bytes, size));
      expect(read).toEqual({ ok: true, value: { header: recordingHeader(lesson, '0.1.0'), events } });
    }
  });

  it.each([
    ['nothing at all', Promise.resolve(new Uint8Array()), 'recording-format'],
    ['one byte', Promise.resolve(new Uint8Array([0x1f])), 'recording-format'],
    ['a picture', Promise.resolve(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])), 'recording-format'],
    ['a cut archive', packed(written).then((bytes) => bytes.subarray(0, 400)), 'recording-read'],
    ['a hole', Promise.resolve(bytesOf(written.replace(/^.*"seq":7,.*\n/m, ''))), 'recording-hole'],
    ['a packed something', packed('hello\n'), 'recording-format'],
  ])('that is %s is refused', async (_what, bytes, code) => {
    expect(await readRecordingBytes(stream(await bytes))).toMatchObject({ ok: false, error: { code } });
  });
});
