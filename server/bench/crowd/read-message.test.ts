import { expect, it } from 'vitest';
import { readMessage } from './read-message.ts';
import { frameLength } from './thin-socket.ts';

const read = (message: unknown): unknown => readMessage(Buffer.from(JSON.stringify(message)));

it('reads where events begin and end, though a packet in them has a seq too', () => {
  const packet = { seq: 12, t: 5, kind: 'packet.held', tcp: { sport: 1, seq: 99, rawSeq: 7 } };
  expect(read({ type: 'events', events: [{ seq: 11, t: 1, kind: 'marker' }, packet] })).toEqual({
    type: 'events',
    first: 11,
    last: 12,
  });
});

it('reads a snapshot’s seq, and what a walk, a status and a refusal say', () => {
  expect(read({ type: 'snapshot', log: 'abc', seq: 4711, state: { seq: 1 } })).toEqual({ type: 'snapshot', seq: 4711 });
  expect(read({ type: 'walk', walk: { lab: 'x', phase: 'shown', title: 'T' } })).toEqual({
    type: 'walk',
    lab: 'x',
    phase: 'shown',
  });
  expect(read({ type: 'status', status: { busy: true } })).toEqual({ type: 'status', busy: true });
  expect(read({ type: 'refused', code: 'nothing-held', message: '' })).toEqual({
    type: 'refused',
    code: 'nothing-held',
  });
  expect(read({ type: 'pointer', at: null })).toEqual({ type: 'other' });
});

it.each([
  ['a short frame', [0x81, 5], { head: 2, body: 5 }],
  ['a longer one', [0x81, 126, 1, 2], { head: 4, body: 258 }],
  ['one beyond 64 kB', [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0], { head: 10, body: 65536 }],
  ['one whose length has not come', [0x81, 126, 1], null],
])('knows the length of %s', (_what, bytes, length) => {
  expect(frameLength(Buffer.from(bytes), 0)).toEqual(length);
});
