import { describe, expect, test } from 'vitest';
import type { SocketState } from '#shared/events/socket';
import { Story } from '#shared/model/testing/story';
import { client, clientAddress, serverAddress, tcpEcho } from '#shared/model/testing/tcp-echo';
import { sightingsIn } from './sightings.ts';

/** The edges as lines: who told it, what it was by the table, and what is special about it. */
const edges = (story: Story): readonly string[] =>
  sightingsIn(story.log).edges.map(({ from, to, row, source, inferred, fromOutside }) =>
    [`${from} -> ${to}`, row?.event ?? '?', source, inferred ? 'inferred' : '', fromOutside ? 'outside' : '']
      .join(' | ')
      .replace(/( \| )+$/, ''),
  );

/** A client's socket s1, seen in this state. */
function socketIn(state: SocketState): Story {
  const story = new Story().start(['client']).spawn(client);
  story.add('socket.open', {
    source: 'sock_diag',
    socket: 's1',
    host: 'B',
    family: 'AF_INET',
    type: 'SOCK_STREAM',
    protocol: 'tcp',
    state,
    local: clientAddress,
    remote: serverAddress,
    owners: [],
    cookie: '1',
  });
  return story;
}

const goes = (story: Story, from: SocketState, to: SocketState, more: object = {}): Story => {
  story.add('socket.state', { source: 'sock_diag', socket: 's1', from, to, ...more });
  return story;
};

test('a whole echo over TCP, edge by edge', () => {
  expect(edges(tcpEcho())).toEqual([
    'CLOSED -> LISTEN | passive OPEN | sock_diag',
    'CLOSED -> SYN_SENT | active OPEN | sock_diag',
    'LISTEN -> SYN_RECV | rcv SYN | sock_diag',
    'SYN_SENT -> ESTABLISHED | rcv SYN,ACK | sock_diag',
    'SYN_RECV -> ESTABLISHED | rcv ACK of SYN | sock_diag',
    'ESTABLISHED -> FIN_WAIT1 | CLOSE | sock_diag',
    'ESTABLISHED -> CLOSE_WAIT | rcv FIN | sock_diag',
    'FIN_WAIT1 -> FIN_WAIT2 | rcv ACK of FIN | sock_diag',
    'CLOSE_WAIT -> LAST_ACK | CLOSE | sock_diag',
    'FIN_WAIT2 -> TIME_WAIT | rcv FIN | sock_diag',
    'LAST_ACK -> CLOSED | rcv ACK of FIN | sock_diag',
    'LISTEN -> CLOSED | CLOSE | sock_diag',
  ]);
});

test('a state that a fresh socket told itself has that source', () => {
  const fresh = sightingsIn(tcpEcho('syn held').log).states.filter(({ state }) => state === 'CLOSED');
  expect(fresh.map(({ source, inferred }) => `${source} ${inferred}`)).toContain('sockopt false');
});

describe('what lies between two looks', () => {
  const between = goes(socketIn('CLOSED'), 'CLOSED', 'ESTABLISHED', { between: ['SYN_SENT'] });

  test('is inferred, every edge of it', () => {
    expect(edges(between)).toEqual([
      'CLOSED -> SYN_SENT | active OPEN | inferred | inferred',
      'SYN_SENT -> ESTABLISHED | rcv SYN,ACK | inferred | inferred',
    ]);
  });

  test('but where it ended was seen', () => {
    expect(
      sightingsIn(between.log).states.map(({ state, source, inferred }) => `${state} ${source} ${inferred}`),
    ).toEqual(['CLOSED sock_diag false', 'SYN_SENT inferred true', 'ESTABLISHED sock_diag false']);
  });
});

describe('SYN_SENT -> CLOSED is three edges, told apart by what set it off', () => {
  test('the answer was a RST', () => {
    const story = socketIn('SYN_SENT').packet('p1', 'A', 'RST,ACK', [7000, 41532]);
    story.deliver('p1', () => goes(story, 'SYN_SENT', 'CLOSED', { cause: story.log.length }));
    expect(edges(story)).toEqual(['SYN_SENT -> CLOSED | rcv RST | sock_diag']);
  });

  test('the program closed it', () => {
    const story = socketIn('SYN_SENT').enter(client, 'close', 20, [['fd', 3, 's1']]);
    const cause = story.log.findIndex(({ kind }) => kind === 'syscall.enter') + 1;
    story
      .letIn(client)
      .returns(client, 0, () =>
        story.add('socket.gone', { source: 'sock_diag', socket: 's1', from: 'SYN_SENT', cause }),
      );
    expect(edges(story)).toEqual(['SYN_SENT -> CLOSED | CLOSE | sock_diag']);
  });

  test('the program ended, which closes', () => {
    const story = socketIn('SYN_SENT').exit(client);
    story.add('socket.gone', { source: 'sock_diag', socket: 's1', from: 'SYN_SENT', cause: story.log.length });
    expect(edges(story)).toEqual(['SYN_SENT -> CLOSED | CLOSE | sock_diag']);
  });

  const timed = (expiresMs: number, elapsedMs: number): readonly string[] => {
    const story = socketIn('SYN_SENT');
    const timer = { name: 'retransmit', expiresMs, count: 1 } as const;
    story.add('socket.queues', { source: 'sock_diag', socket: 's1', timer });
    const t = story.state.t + elapsedMs * 1e6;
    return edges(goes(story, 'SYN_SENT', 'CLOSED', { t }));
  };

  test('its timer ran out', () => {
    expect(timed(1000, 1003)).toEqual(['SYN_SENT -> CLOSED | timeout | sock_diag']);
  });

  test('nothing tells: its timer had time left', () => {
    expect(timed(1000, 700)).toEqual(['SYN_SENT -> CLOSED | ? | sock_diag']);
  });
});

test('TIME_WAIT that ran out is the figure’s edge, one that a person ended is not', () => {
  const waiting = (): Story => {
    const story = socketIn('TIME_WAIT');
    const timer = { name: 'time_wait', expiresMs: 60_000, count: 0 } as const;
    story.add('socket.queues', { source: 'sock_diag', socket: 's1', timer });
    return story;
  };
  const ranOut = waiting();
  const t = ranOut.state.t + 60_100e6;
  ranOut.add('socket.gone', { source: 'sock_diag', socket: 's1', from: 'TIME_WAIT', t });
  expect(edges(ranOut)).toEqual(['TIME_WAIT -> CLOSED | 2MSL timeout | sock_diag']);

  const ended = waiting();
  const cause = ended.add('marker', { source: 'user', label: 'presenter ends s1 (SOCK_DESTROY)' });
  ended.add('socket.gone', { source: 'sock_diag', socket: 's1', from: 'TIME_WAIT', cause });
  expect(edges(ended)).toEqual(['TIME_WAIT -> CLOSED | ? | sock_diag |  | outside']);
});

test('a datagram connect() moves two sockets: one by its own call, the other by its peer’s', () => {
  const story = new Story().start(['client']).spawn(client);
  for (const socket of ['s1', 's2']) {
    story.add('socket.open', {
      source: 'sock_diag',
      socket,
      host: 'A',
      family: 'AF_UNIX',
      type: 'SOCK_DGRAM',
      protocol: 'unix',
      state: 'UNCONN',
      owners: [],
      cookie: socket,
    });
  }
  story.enter(client, 'connect', 9, [['sockfd', 3, 's1']]);
  const cause = story.log.findIndex(({ kind }) => kind === 'syscall.enter') + 1;
  story.letIn(client);
  for (const socket of ['s1', 's2']) {
    story.add('socket.state', { source: 'sock_diag', socket, from: 'UNCONN', to: 'ESTABLISHED', cause });
  }
  expect(edges(story)).toEqual([
    'UNCONN -> ESTABLISHED | connect | sock_diag',
    'UNCONN -> ESTABLISHED | peer connects | sock_diag',
  ]);
});

test('an edge that the table has not is told as one', () => {
  expect(edges(goes(socketIn('LISTEN'), 'LISTEN', 'TIME_WAIT'))).toEqual(['LISTEN -> TIME_WAIT | ? | sock_diag']);
});
