import { describe, expect, it } from 'vitest';
import type { KernelSocket } from './kernel-socket.ts';
import { body, type captured } from './testing/captured.ts';
import { decodeUnixSocket, encodeUnixDump } from './unix-diag.ts';

function decode(name: keyof typeof captured): KernelSocket {
  const bytes = body(name);
  const socket = decodeUnixSocket(bytes, 0, bytes.length);
  if (socket === null) throw new Error(`${name} was not decoded`);
  return socket;
}

describe('Unix sockets, as unix_diag told them', () => {
  it('names a listener by its path and lists who waits', () => {
    expect(decode('unixListen')).toEqual({
      protocol: 'unix',
      family: 'AF_UNIX',
      type: 'SOCK_STREAM',
      state: 'LISTEN',
      kernelState: 10,
      local: { family: 'AF_UNIX', path: '/tmp/cap-echo.sock' },
      remote: null,
      cookie: '38',
      inode: 35774,
      uid: 0,
      recvq: 1,
      sendq: 5,
      timer: null,
      shutdown: 0,
      acceptQueue: { length: 1, limit: 5 },
      pendingInodes: [35775],
    });
  });

  it('tells of the connecting end that waits there: established already, without an inode to name its peer by', () => {
    expect(decode('unixStream')).toMatchObject({ state: 'ESTABLISHED', local: null, inode: 35775, peerInode: 0 });
  });

  it('shows an abstract name without its leading NUL', () => {
    expect(decode('unixDgram')).toMatchObject({
      type: 'SOCK_DGRAM',
      state: 'UNCONN',
      local: { family: 'AF_UNIX', abstract: 'lamp' },
    });
  });

  it('answers null for a cut-off body', () => {
    expect(decodeUnixSocket(body('unixListen'), 0, 15)).toBeNull();
  });

  it('asks for names, peers, waiting connections, queues and owners of all states', () => {
    expect(encodeUnixDump().toString('hex')).toBe(
      '2800000014000103000000000000000001000000ffffffff000000005d000000ffffffffffffffff',
    );
  });
});
