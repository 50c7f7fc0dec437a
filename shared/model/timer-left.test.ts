import { describe, expect, it } from 'vitest';
import { Story } from './testing/story.ts';
import { timerLeft } from './timer-left.ts';

describe('what is left of a timer', () => {
  const story = new Story().start(['client']);
  story.add('socket.open', {
    t: 1e9,
    source: 'sock_diag',
    socket: 's1',
    host: 'A',
    family: 'AF_INET',
    type: 'SOCK_STREAM',
    protocol: 'tcp',
    state: 'TIME_WAIT',
    owners: [],
    cookie: '1',
    timer: { name: 'time_wait', expiresMs: 60_000, count: 0 },
  });
  const socket = story.state.sockets['s1'];
  if (socket === undefined) throw new Error('no s1');

  it('is the kernel’s figure at the look, then counted on and said to be so', () => {
    expect(timerLeft(socket, 1e9)).toEqual({ ms: 60_000, estimated: false });
    expect(timerLeft(socket, 9e9)).toEqual({ ms: 52_000, estimated: true });
    expect(timerLeft(socket, 99e9)).toEqual({ ms: 0, estimated: true });
  });

  it('begins anew with the next look that tells it, and ends with one that tells none', () => {
    story.add('socket.queues', { t: 9e9, source: 'sock_diag', socket: 's1', recvq: 0 });
    expect(timerLeft(story.state.sockets['s1'] ?? socket, 9e9)).toMatchObject({ estimated: true });
    story.add('socket.queues', {
      t: 10e9,
      source: 'sock_diag',
      socket: 's1',
      timer: { name: 'time_wait', expiresMs: 50_500, count: 0 },
    });
    expect(timerLeft(story.state.sockets['s1'] ?? socket, 10e9)).toEqual({ ms: 50_500, estimated: false });
    story.add('socket.queues', { t: 11e9, source: 'sock_diag', socket: 's1', timer: null });
    expect(timerLeft(story.state.sockets['s1'] ?? socket, 12e9)).toBeNull();
  });
});
