import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { oneWriteATurn } from './one-write.ts';

/** A stream that remembers what it was given to write at once. */
function aStream(): { stream: Writable; written: string[] } {
  const written: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
    writev: (chunks, done) => {
      written.push(chunks.map(({ chunk }) => String(chunk)).join('+'));
      done();
    },
  });
  return { stream, written };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('writes what is sent in one turn at once, and the next turn’s by itself', async () => {
  const { stream, written } = aStream();
  const before = oneWriteATurn(stream);
  for (const word of ['events', 'status']) {
    before();
    stream.write(word);
  }
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual(['events+status']);
  before();
  stream.write('more');
  await turn();
  expect(written).toEqual(['events+status', 'more']);
});

it('does no harm to a stream that is gone', async () => {
  const { stream, written } = aStream();
  const before = oneWriteATurn(stream);
  before();
  stream.write('last words');
  stream.destroy();
  await turn();
  expect(written).toEqual([]);
});
