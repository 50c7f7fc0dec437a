import { describe, expect, it } from 'vitest';
import type { EventDraft } from '#shared/events/event';
import type { SocketState } from '#shared/events/socket';
import type { KernelSocket } from '../netlink/kernel-socket.ts';
import { Journal } from './journal.ts';
import { changedFacts, factsOf, mergedFacts } from './socket-facts.ts';
import { Sockets } from './sockets.ts';
import type { OwnWords } from './sockopt.ts';

const here = { family: 'AF_INET', addr: '10.0.0.1', port: 7000 } as const;
const there = { family: 'AF_INET', addr: '10.0.0.2', port: 40000 } as const;

const tcp = (cookie: string, state: SocketState, more: Partial<KernelSocket> = {}): KernelSocket => ({
  protocol: 'tcp',
  family: 'AF_INET',
  type: 'SOCK_STREAM',
  state,
  kernelState: 0,
  local: here,
  remote: null,
  cookie,
  inode: 100,
  recvq: 0,
  sendq: 0,
  timer: null,
  shutdown: 0,
  ...more,
});

/** A kernel whose next dump and next answers are set by the test. */
function lab() {
  const kernel: { dump: KernelSocket[]; dumps: number; words: OwnWords | null } = { dump: [], dumps: 0, words: null };
  const told: EventDraft[] = [];
  const journal = new Journal((events) => told.push(...events));
  const diag = {
    dumpTcp: () => {
      kernel.dumps++;
      return kernel.dump;
    },
    dumpUdp: () => [],
    dumpUnix: () => [],
    takeFaults: () => [],
    destroy: () => 0,
  };
  const sockets = new Sockets(journal, [{ name: 'A', diag }], () => kernel.words);
  const take = (): unknown[] => {
    journal.flush();
    return told.splice(0).map((event) => {
      switch (event.kind) {
        case 'socket.open':
          return [event.kind, event.socket, event.state, event.source, event.parent ?? null];
        case 'socket.state':
          return [event.kind, event.socket, event.from, ...(event.between ?? []), event.to, event.source];
        case 'socket.gone':
          return [event.kind, event.socket, event.from, event.source];
        default:
          return [event.kind, 'socket' in event ? event.socket : null];
      }
    });
  };
  const fresh = (cookie: string): OwnWords => ({
    cookie,
    family: 'AF_INET',
    type: 'SOCK_STREAM',
    protocol: 'tcp',
    state: 'CLOSED',
    local: null,
  });
  return { kernel, sockets, take, fresh };
}

const owner = { pid: 7, fd: 3, pidfd: 9 };

describe('looks at the kernel', () => {
  it('a fresh socket is told by itself, and stays although no dump lists it', () => {
    const { kernel, sockets, take, fresh } = lab();
    kernel.words = fresh('1');
    expect(sockets.describe('A', owner, undefined)).toBe('s1');
    expect(kernel.dumps, 'looked for where it cannot be').toBe(0);
    sockets.look(undefined);
    expect(take()).toEqual([['socket.open', 's1', 'CLOSED', 'sockopt', null]]);
    sockets.disown('s1', 7, 3);
    kernel.words = null;
    sockets.look(undefined);
    expect(take()).toEqual([['socket.gone', 's1', 'CLOSED', 'inferred']]);
  });

  it('a server: listener, half-open request with its listener as parent, child, TIME_WAIT, gone', () => {
    const { kernel, sockets, take, fresh } = lab();
    kernel.words = fresh('1');
    sockets.describe('A', owner, undefined);
    const listener = tcp('1', 'LISTEN', { acceptQueue: { length: 0, limit: 5 } });
    kernel.dump = [listener];
    sockets.look(1);
    kernel.dump = [listener, tcp('2', 'SYN_RECV', { remote: there, inode: 0, shutdown: null })];
    sockets.look(2);
    kernel.dump = [listener, tcp('2', 'ESTABLISHED', { remote: there, inode: 0 })];
    sockets.look(3);
    kernel.dump = [listener, tcp('2', 'TIME_WAIT', { remote: there, inode: 0, shutdown: null })];
    sockets.look(4);
    kernel.dump = [listener];
    sockets.look(5);
    expect(take()).toEqual([
      ['socket.open', 's1', 'CLOSED', 'sockopt', null],
      ['socket.state', 's1', 'CLOSED', 'LISTEN', 'sock_diag'],
      ['socket.open', 's2', 'SYN_RECV', 'sock_diag', 's1'],
      ['socket.state', 's2', 'SYN_RECV', 'ESTABLISHED', 'sock_diag'],
      ['socket.state', 's2', 'ESTABLISHED', 'FIN_WAIT1', 'TIME_WAIT', 'sock_diag'],
      ['socket.gone', 's2', 'TIME_WAIT', 'sock_diag'],
    ]);
  });

  it('the same look twice tells nothing; a timer that merely runs is not told either', () => {
    const { kernel, sockets, take, fresh } = lab();
    kernel.words = fresh('1');
    sockets.describe('A', owner, undefined);
    const sent = (expiresMs: number, count: number): KernelSocket =>
      tcp('1', 'SYN_SENT', { remote: there, sendq: 1, timer: { name: 'retransmit', expiresMs, count } });
    kernel.dump = [sent(900, 0)];
    sockets.look(1);
    take();
    sockets.look(2);
    kernel.dump = [sent(500, 0)];
    sockets.look(3);
    expect(take()).toEqual([]);
    kernel.dump = [sent(1000, 1)];
    sockets.look(4);
    expect(take()).toEqual([['socket.queues', 's1']]);
  });

  it('a reset socket leaves the dumps, and says CLOSED itself', () => {
    const { kernel, sockets, take, fresh } = lab();
    kernel.words = fresh('1');
    sockets.describe('A', owner, undefined);
    kernel.dump = [tcp('1', 'ESTABLISHED', { remote: there })];
    sockets.look(1);
    take();
    kernel.dump = [];
    sockets.look(2);
    expect(take()).toEqual([['socket.state', 's1', 'ESTABLISHED', 'CLOSED', 'sockopt']]);
  });

  it('an address, a queue or a figure that is written down anew is no change; another one is', () => {
    const seen = (more: Partial<KernelSocket>): ReturnType<typeof factsOf> =>
      factsOf(tcp('1', 'ESTABLISHED', { local: { ...here }, remote: { ...there }, info: { cwnd: 10 }, ...more }), null);
    expect(changedFacts(seen({}), seen({}))).toBeNull();
    // Round-trip times move with every segment: no event of their own.
    expect(changedFacts(seen({}), seen({ info: { cwnd: 10, rttUs: 5 } }))).toBeNull();
    expect(changedFacts(seen({}), seen({ info: { cwnd: 9 } }))).toEqual({ info: { cwnd: 9 } });
    expect(changedFacts(seen({}), seen({ remote: { ...there, port: 1 } }))).toEqual({ remote: { ...there, port: 1 } });
    expect(changedFacts(seen({}), seen({ recvq: 3 }))).toEqual({ recvq: 3, inferredBytes: { recv: 3, send: 0 } });
    // Nothing was known of a timer, and none runs.
    expect(changedFacts({ ...seen({}), timer: undefined }, seen({}))).toBeNull();
  });

  it('what a look does not tell stays known', () => {
    const before = factsOf(tcp('1', 'ESTABLISHED', { remote: there, info: { cwnd: 10 } }), undefined);
    const now = factsOf(tcp('1', 'TIME_WAIT', { remote: there, inode: 0, shutdown: null }), undefined);
    expect(mergedFacts(before, now)).toMatchObject({ inode: 0, info: { cwnd: 10 }, shutdown: 0 });
  });

  it('a datagram socket that forgets its peer says so; what a look does not tell of a TCP socket stays', () => {
    const remoteOf = (before: KernelSocket, now: KernelSocket): unknown =>
      changedFacts(factsOf(before, undefined), factsOf(now, undefined))?.remote;
    const udp = { protocol: 'udp', type: 'SOCK_DGRAM' } as const;
    expect(remoteOf(tcp('1', 'ESTABLISHED', { ...udp, remote: there }), tcp('1', 'UNCONN', udp))).toBeNull();
    expect(remoteOf(tcp('1', 'ESTABLISHED', { remote: there }), tcp('1', 'CLOSED'))).toBeUndefined();
  });
});
