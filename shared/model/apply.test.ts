import { describe, expect, test } from 'vitest';
import type { LabEvent } from '../events/event.ts';
import { applyEvent } from './apply.ts';
import { KEPT_FINISHED_PACKETS, KEPT_GONE_SOCKETS, KEPT_VISITS } from './caps.ts';
import { initialState } from './initial.ts';
import { nextGate } from './next-gate.ts';
import type { LabState, SocketFacts } from './state.ts';
import { client, hello, server, tcpEcho } from './testing/tcp-echo.ts';
import { Story } from './testing/story.ts';

const socketOf = (state: LabState, id: string): SocketFacts => {
  const socket = state.sockets[id];
  if (socket === undefined) throw new Error(`no socket ${id}`);
  return socket;
};

const pathOf = (state: LabState, id: string): string =>
  socketOf(state, id)
    .visits.map((visit) => `${visit.from ?? '-'}>${visit.to}`)
    .join(' ');

const nextOf = (state: LabState): string => {
  const gate = nextGate(state);
  return gate === null ? 'nothing' : `${gate.holds} ${gate.packet ?? gate.role}`;
};

describe('a run of tcp-echo, folded', () => {
  test('a call is at the gate, then in the kernel, then asleep, then returned, then over', () => {
    const story = new Story().start(['server', 'client']).spawn(server);
    const phase = (): unknown => story.state.processes[server.pid]?.call?.phase;
    expect(phase()).toBeUndefined();
    story.enter(server, 'accept', 31, [['sockfd', 3, 's1']]);
    expect(phase()).toBe('gate');
    story.letIn(server);
    expect(phase()).toBe('kernel');
    story.blocked(server);
    expect(phase()).toBe('blocked');
    story.returns(server, 4);
    expect(phase()).toBe('returned');
    expect(story.state.processes[server.pid]?.call).toMatchObject({ ret: 4, errno: null, line: 31 });
    story.goOn(server);
    expect(phase()).toBeUndefined();
    expect(story.state.processes[server.pid]?.results[31]).toMatchObject({ api: 'accept', count: 1, ret: 4 });
  });

  test('a failed call keeps its error for its line', () => {
    const story = new Story().start(['client']).spawn(client).enter(client, 'connect', 31).letIn(client);
    story.returns(client, 'ECONNREFUSED');
    expect(story.state.processes[client.pid]?.results[31]).toMatchObject({ ret: -1, errno: 'ECONNREFUSED' });
  });

  test('the child is born of the listener, wears its role, and gets its owner at accept()', () => {
    const halfOpen = tcpEcho('syn,ack held').state;
    expect(socketOf(halfOpen, 's3')).toMatchObject({ state: 'SYN_RECV', parent: 's1', role: 'server', owners: [] });
    expect(halfOpen.now).toMatchObject({ kind: 'packet', packet: 'p2', transitionSocket: 's3' });
    expect(halfOpen.now?.transition).toMatchObject({ from: 'LISTEN', to: 'SYN_RECV', inferred: false });
    const accepted = tcpEcho('connected').state;
    expect(socketOf(accepted, 's3').owners).toEqual([{ pid: server.pid, fd: 4 }]);
    expect(accepted.processes[server.pid]?.fds[4]).toEqual({ socket: 's3', file: null });
  });

  test('each socket goes its way through the states, and a gone one is CLOSED', () => {
    const { state } = tcpEcho();
    expect(pathOf(state, 's1')).toBe('->CLOSED CLOSED>LISTEN LISTEN>CLOSED');
    expect(pathOf(state, 's2')).toBe(
      '->CLOSED CLOSED>SYN_SENT SYN_SENT>ESTABLISHED ESTABLISHED>FIN_WAIT1 FIN_WAIT1>FIN_WAIT2 FIN_WAIT2>TIME_WAIT',
    );
    expect(pathOf(state, 's3')).toBe(
      'LISTEN>SYN_RECV SYN_RECV>ESTABLISHED ESTABLISHED>CLOSE_WAIT CLOSE_WAIT>LAST_ACK LAST_ACK>CLOSED',
    );
    expect(socketOf(state, 's3')).toMatchObject({ gone: true, state: 'CLOSED', role: 'server' });
    expect(socketOf(state, 's2')).toMatchObject({ gone: false, state: 'TIME_WAIT', role: 'client', owners: [] });
    expect(state.findings).toEqual([]);
  });

  test('each fact names who told it and in which event', () => {
    const story = tcpEcho('syn held');
    const socket = socketOf(story.state, 's2');
    const event = story.log.findLast((candidate) => candidate.kind === 'socket.state');
    expect(socket.told.state).toEqual({ source: 'sock_diag', seq: event?.seq });
    expect(socket.told.sendq).toEqual({ source: 'sock_diag', seq: event?.seq });
    expect(socket.told.recvq).toBeUndefined();
  });

  test('the gates come in the order of release: oldest packet, then programs as listed', () => {
    expect(nextOf(tcpEcho('listening').state)).toBe('syscall.exit server');
    expect(nextOf(tcpEcho('accepting').state)).toBe('nothing');
    expect(nextOf(tcpEcho('ack held').state)).toBe('packet.held p3');
    expect(nextOf(tcpEcho('connected').state)).toBe('syscall.exit client');
    expect(nextOf(tcpEcho('last ack held').state)).toBe('packet.held p7');
    expect(nextOf(tcpEcho('ended').state)).toBe('nothing');
  });

  test('a forked child comes after its parent, before the programs listed later', () => {
    const child = { pid: 150, role: 'server/150' };
    const story = new Story()
      .start(['server', 'client'])
      .spawn(client, 'B')
      .spawn(server)
      .spawn(child, 'A', server.pid);
    story.enter(client, 'socket', 1).enter(child, 'recv', 9).enter(server, 'accept', 5);
    expect(nextOf(story.state)).toBe('syscall.enter server');
    expect(nextOf(story.release(`${server.pid}`).state)).toBe('syscall.enter server/150');
    expect(nextOf(story.release(`${child.pid}`).state)).toBe('syscall.enter client');
  });

  test('what a program writes to standard output is its output; to a socket it is not', () => {
    const story = new Story()
      .start(['client'])
      .spawn(client)
      .enter(client, 'printf/write', 44, [
        ['fd', 1],
        ['buf', hello],
        ['count', 5],
      ]);
    story.letIn(client).returns(client, 4).goOn(client);
    expect(story.state.processes[client.pid]?.output).toBe('hell');
    story
      .enter(client, 'write', 45, [
        ['fd', 3, 's2'],
        ['buf', hello],
        ['count', 5],
      ])
      .letIn(client)
      .returns(client, 5);
    expect(story.state.processes[client.pid]?.output).toBe('hell');
  });
});

const lost = (recv: number): string => {
  const story = tcpEcho('fin held').release('p5');
  story.add('socket.state', {
    source: 'sock_diag',
    socket: 's3',
    from: 'ESTABLISHED',
    to: 'CLOSE_WAIT',
    inferredBytes: { recv, send: 0 },
  });
  story.add('socket.gone', { source: 'sock_diag', socket: 's3', from: 'CLOSE_WAIT' });
  return socketOf(story.state, 's3')
    .visits.slice(-2)
    .map((visit) => `${visit.from ?? '-'}>${visit.to}${visit.inferred ? ' inferred' : ''}`)
    .join(', ');
};

describe('a socket that two looks lose sight of', () => {
  test('went the quiet way through LAST_ACK', () => {
    expect(lost(0)).toBe('CLOSE_WAIT>LAST_ACK inferred, LAST_ACK>CLOSED');
  });

  test('or was thrown away with what nobody had read', () => {
    expect(lost(5)).toBe('ESTABLISHED>CLOSE_WAIT, CLOSE_WAIT>CLOSED');
  });

  test('or hung up: no FIN had come that could have taken it from ESTABLISHED to CLOSE_WAIT', () => {
    const wayOut = (story: Story): string => {
      story.add('socket.gone', { source: 'sock_diag', socket: 's3', from: 'ESTABLISHED' });
      return pathOf(story.state, 's3').split(' ').slice(2).join(' ');
    };
    expect(wayOut(tcpEcho('hello held'))).toBe('ESTABLISHED>CLOSED');
    expect(wayOut(tcpEcho('fin held').deliver('p5'))).toBe(
      'ESTABLISHED>CLOSE_WAIT CLOSE_WAIT>LAST_ACK LAST_ACK>CLOSED',
    );
  });
});

describe('packets', () => {
  const ports = [41532, 7000] as const;

  test('a copy of a held packet is counted on it and has no place of its own', () => {
    const story = new Story().start(['server']).packet('p1', 'B', 'SYN', ports);
    story.packet('p2', 'B', 'SYN', ports, { retransmitOf: 'p1', folded: true });
    expect(Object.keys(story.state.packets)).toEqual(['p1']);
    expect(story.state.packets.p1).toMatchObject({ phase: 'held', copies: 1, copySeqs: [story.state.seq] });
    expect(story.state.gates).toHaveLength(1);
  });

  test('a copy of a copy that is held is counted on the one that is held', () => {
    const story = new Story().start(['server']).packet('p1', 'B', 'SYN', ports).deliver('p1');
    story.packet('p2', 'B', 'SYN', ports, { retransmitOf: 'p1' });
    story.packet('p3', 'B', 'SYN', ports, { retransmitOf: 'p1', folded: true });
    expect(story.state.packets.p1).toMatchObject({ phase: 'delivered', copies: 0 });
    expect(story.state.packets.p2).toMatchObject({ phase: 'held', copies: 1 });
  });

  test('a duplicate sent by hand leaves the packet held', () => {
    const story = new Story().start(['server']).packet('p1', 'B', 'SYN', ports);
    const {
      kind: _kind,
      seq: _seq,
      t: _t,
      source: _source,
      ...fields
    } = story.log.find((event) => event.kind === 'packet.held') ?? raise();
    story.release('p1').add('packet.delivered', { ...fields, duplicate: 1 });
    story.hold('packet.held', 3, { packet: 'p1' });
    expect(story.state.packets.p1).toMatchObject({ phase: 'held', gate: 'g2' });
  });

  test('finished ones are kept only as far as the picture needs them, held ones always', () => {
    const story = new Story().start(['server']).packet('held', 'B', 'SYN', ports);
    for (let i = 1; i <= 40; i++) story.packet(`p${i}`, 'A', 'ACK', ports).deliver(`p${i}`);
    const kept = Object.keys(story.state.packets);
    expect(kept).toHaveLength(KEPT_FINISHED_PACKETS + 1);
    expect(kept).toContain('held');
    expect(kept.at(-1)).toBe('p40');
    expect(kept).not.toContain('p16');
  });
});

const moved = (from: SocketFacts['state'], to: SocketFacts['state'], between?: SocketFacts['state'][]): Story => {
  const story = tcpEcho('listening');
  story.add('socket.state', {
    source: 'sock_diag',
    socket: 's1',
    from,
    to,
    ...(between === undefined ? {} : { between }),
  });
  return story;
};

describe('findings', () => {
  test('a transition the table lacks is a finding', () => {
    expect(moved('LISTEN', 'TIME_WAIT').state.findings).toMatchObject([
      { socket: 's1', from: 'LISTEN', to: 'TIME_WAIT' },
    ]);
  });

  test('one that leads through states in between is none, and what lies between is inferred', () => {
    const { state } = moved('CLOSED', 'ESTABLISHED', ['SYN_SENT']);
    expect(state.findings).toEqual([]);
    expect(socketOf(state, 's1').visits.slice(-2)).toMatchObject([
      { from: 'CLOSED', to: 'SYN_SENT', inferred: true, source: 'inferred' },
      { from: 'SYN_SENT', to: 'ESTABLISHED', inferred: false, source: 'sock_diag' },
    ]);
  });
});

describe('a long log', () => {
  test('does not grow the state', () => {
    const story = tcpEcho('connected');
    const grown = (rounds: number): number => {
      for (let i = 0; i < rounds; i++) {
        story.add('socket.state', { source: 'sock_diag', socket: 's3', from: 'ESTABLISHED', to: 'CLOSE_WAIT' });
        story.add('socket.open', {
          source: 'sock_diag',
          socket: `x${story.log.length}`,
          host: 'A',
          family: 'AF_INET',
          type: 'SOCK_STREAM',
          protocol: 'tcp',
          state: 'SYN_RECV',
          owners: [],
          parent: 's1',
          cookie: '9',
        });
        story.add('socket.gone', { source: 'sock_diag', socket: `x${story.log.length - 1}`, from: 'SYN_RECV' });
        story.add('trace.gap', { missed: 'a look', why: 'a test' });
      }
      return JSON.stringify(story.state).length;
    };
    const early = grown(200);
    const late = grown(2000);
    expect(late).toBeLessThan(early * 1.1);
    expect(socketOf(story.state, 's3').visits).toHaveLength(KEPT_VISITS);
    expect(Object.values(story.state.sockets).filter((socket) => socket.gone)).toHaveLength(KEPT_GONE_SOCKETS);
  });

  test('shares with the state before what an event does not touch', () => {
    const before = tcpEcho('connected').state;
    const event: LabEvent = { seq: before.seq + 1, t: 1e9, kind: 'marker', source: 'user', label: 'x' };
    const after = applyEvent(before, event);
    expect(after.sockets).toBe(before.sockets);
    expect(after.processes).toBe(before.processes);
    expect(after).toMatchObject({ seq: event.seq, t: 1e9 });
  });
});

test('events about what nobody has heard of change nothing but seq and time', () => {
  const orphans: LabEvent[] = [
    { seq: 1, t: 1, kind: 'process.exit', source: 'ptrace', pid: 7, role: 'x', status: 0 },
    { seq: 2, t: 2, kind: 'gate.release', source: 'user', gate: 'g9', by: 'presenter' },
    { seq: 3, t: 3, kind: 'socket.state', source: 'sock_diag', socket: 's9', from: 'CLOSED', to: 'LISTEN' },
    { seq: 4, t: 4, kind: 'fd.close', source: 'ptrace', pid: 7, fd: 3 },
  ];
  expect(orphans.reduce(applyEvent, initialState)).toEqual({ ...initialState, seq: 4, t: 4 });
});

const raise = (): never => {
  throw new Error('not found');
};
