import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../base/base64.ts';
import type { LabEvent } from '../events/event.ts';
import { applyEvent } from './apply.ts';
import { bytesToRead } from './endpoints.ts';
import { initialState } from './initial.ts';
import { bytesInQueue } from './stream-bytes.ts';
import { recordedLessons, recordingOf } from './testing/recordings.ts';
import { server } from './testing/tcp-echo.ts';
import { unixEcho } from './testing/unix-echo.ts';

/** What a call that reads has fetched, a character a byte; null for another event. */
function fetched(event: LabEvent): string | null {
  if (event.kind !== 'syscall.exit' || (event.call !== 'recvfrom' && event.call !== 'read')) return null;
  const value = event.outputs?.find(({ name }) => name === 'buf')?.value;
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return null;
  return Array.from(fromBase64(value.bytes), (byte) => String.fromCharCode(byte)).join('');
}

describe('the bytes in the kernel’s queues, concluded from calls', () => {
  it('are those that the next call fetches, in every recording', () => {
    let agreed = 0;
    for (const id of recordedLessons) {
      let state = initialState;
      for (const event of recordingOf(id)) {
        const got = fetched(event);
        if (got !== null && event.kind === 'syscall.exit') {
          const args = state.processes[event.pid]?.call?.args ?? [];
          const socket = state.sockets[args[0]?.socket ?? ''];
          const concluded = socket === undefined ? null : bytesInQueue(state, socket, 'receive');
          // Urgent data is fetched from the middle of the queue.
          if (concluded !== null && !JSON.stringify(args).includes('MSG_OOB')) {
            const length = Math.min(concluded.length, got.length);
            expect(concluded.slice(0, length), `${id}, event ${event.seq}`).toBe(got.slice(0, length));
            agreed += 1;
          }
        }
        state = applyEvent(state, event);
      }
    }
    expect(agreed).toBeGreaterThan(30);
  });

  it('are not told by their place any more when an urgent one has been taken out of turn', () => {
    let state = initialState;
    let taken = false;
    for (const event of recordingOf('tcp-urgent')) {
      const args = event.kind === 'syscall.exit' ? (state.processes[event.pid]?.call?.args ?? []) : [];
      state = applyEvent(state, event);
      if (event.kind !== 'syscall.exit' || event.call !== 'recvfrom' || !JSON.stringify(args).includes('MSG_OOB'))
        continue;
      taken = true;
      expect(state.sockets[args[0]?.socket ?? '']?.stream?.lost).toBe(true);
    }
    expect(taken).toBe(true);
  });

  it('are told while they wait, and not before or after', () => {
    const seen: string[] = [];
    unixEcho(({ state }) => {
      for (const socket of Object.values(state.sockets)) {
        const bytes = bytesInQueue(state, socket, 'receive');
        expect(bytes?.length ?? bytesToRead(socket)).toBe(bytesToRead(socket));
        if (bytes !== null) seen.push(`${socket.role ?? 'nobody'} ${bytes}`);
      }
    });
    expect([...new Set(seen)]).toEqual([`${server.role} hello`]);
  });
});
