import { describe, expect, it } from 'vitest';
import { decodeStop } from './stop.ts';

describe('wait statuses', () => {
  it.each([
    [0x0000, { kind: 'exited', status: 0 }],
    [0x0300, { kind: 'exited', status: 3 }],
    [0x000d, { kind: 'killed', signal: 13 }],
    [0x008b, { kind: 'killed', signal: 11 }], // with a core dump
    [0x857f, { kind: 'syscall' }],
    [0x80057f, { kind: 'interrupt' }],
    [0x80137f, { kind: 'group', signal: 19 }],
    [0x01057f, { kind: 'event', event: 1 }],
    [0x0d7f, { kind: 'signal', signal: 13 }],
  ])('%i', (status, stop) => expect(decodeStop(status)).toEqual(stop));
});
