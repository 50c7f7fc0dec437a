import type { SocketState } from '../../events/socket.ts';
import type { Value } from '../../events/value.ts';
import { Story } from './story.ts';

export const server = { pid: 101, role: 'server' } as const;
export const client = { pid: 102, role: 'client' } as const;
const listenAddress = { family: 'AF_INET', addr: '0.0.0.0', port: 7000 } as const;
export const serverAddress = { family: 'AF_INET', addr: '10.0.0.1', port: 7000 } as const;
export const clientAddress = { family: 'AF_INET', addr: '10.0.0.2', port: 41532 } as const;
export const hello: Value = { bytes: 'aGVsbG8=', length: 5 };

const there = [41532, 7000] as const;
const back = [7000, 41532] as const;
const socketArgs = [
  ['domain', { symbol: 'AF_INET', raw: 2 }],
  ['type', { flags: ['SOCK_STREAM'], raw: 1 }],
  ['protocol', { symbol: 'IPPROTO_IP', raw: 0 }],
] as const;

/** Where a run of tcp-echo can be stopped; each is the state of affairs just after its name came true. */
export type Scene =
  | 'listening'
  | 'accepting'
  | 'syn held'
  | 'syn,ack held'
  | 'ack held'
  | 'connected'
  | 'hello held'
  | 'fin held'
  | 'second fin held'
  | 'last ack held'
  | 'ended';

/**
 * One run of the echo lesson over TCP as an engine tells it, up to a scene. s1: listener, s2: the client's, s3: the child.
 * The packets: p1 SYN, p2 SYN,ACK, p3 ACK, p4 hello, p5 FIN, p6 FIN back, p7 the last ACK.
 */
export function tcpEcho(until: Scene = 'ended'): Story {
  const story = new Story().start(['server', 'client']);
  for (const [scene, tell] of scenes) {
    tell(story);
    if (scene === until) break;
  }
  return story;
}

const moves = (story: Story, socket: string, from: SocketState, to: SocketState, more: object = {}): void => {
  story.add('socket.state', { source: 'sock_diag', socket, from, to, ...more });
};

const opens = (story: Story, socket: string, pid: number, host: 'A' | 'B'): void => {
  story.add('socket.open', {
    source: 'sockopt',
    socket,
    host,
    family: 'AF_INET',
    type: 'SOCK_STREAM',
    protocol: 'tcp',
    state: 'CLOSED',
    owners: [{ pid, fd: 3 }],
    cookie: socket.slice(1),
  });
  story.add('fd.open', { source: 'ptrace', pid, fd: 3, socket });
};

const scenes: readonly (readonly [Scene, (story: Story) => void])[] = [
  [
    'listening',
    (story) =>
      story
        .spawn(server, 'A')
        .enter(server, 'socket', 17, socketArgs)
        .letIn(server)
        .returns(server, 3, () => opens(story, 's1', server.pid, 'A'))
        .goOn(server)
        .enter(server, 'bind', 25, [
          ['sockfd', 3, 's1'],
          ['addr', listenAddress],
          ['addrlen', 16],
        ])
        .letIn(server)
        .returns(server, 0, () => story.add('socket.queues', { source: 'sockopt', socket: 's1', local: listenAddress }))
        .goOn(server)
        .enter(server, 'listen', 27, [
          ['sockfd', 3, 's1'],
          ['backlog', 5],
        ])
        .letIn(server)
        .returns(server, 0, () =>
          moves(story, 's1', 'CLOSED', 'LISTEN', {
            acceptQueue: { length: 0, limit: 5 },
            cause: causeOf(story, server),
          }),
        ),
  ],
  [
    'accepting',
    (story) =>
      story
        .goOn(server)
        .enter(server, 'accept', 31, [
          ['sockfd', 3, 's1'],
          ['addr', null],
          ['addrlen', null],
        ])
        .letIn(server)
        .blocked(server),
  ],
  [
    'syn held',
    (story) => {
      story
        .spawn(client, 'B')
        .enter(client, 'socket', 28, socketArgs)
        .letIn(client)
        .returns(client, 3, () => opens(story, 's2', client.pid, 'B'))
        .goOn(client)
        .enter(client, 'connect', 31, [
          ['sockfd', 3, 's2'],
          ['addr', serverAddress],
          ['addrlen', 16],
        ])
        .letIn(client);
      moves(story, 's2', 'CLOSED', 'SYN_SENT', {
        local: clientAddress,
        remote: serverAddress,
        sendq: 1,
        cause: causeOf(story, client),
      });
      story.packet('p1', 'B', 'SYN', there).blocked(client);
    },
  ],
  [
    'syn,ack held',
    (story) =>
      story
        .deliver('p1', () =>
          story.add('socket.open', {
            source: 'sock_diag',
            socket: 's3',
            host: 'A',
            family: 'AF_INET',
            type: 'SOCK_STREAM',
            protocol: 'tcp',
            state: 'SYN_RECV',
            owners: [],
            parent: 's1',
            local: serverAddress,
            remote: clientAddress,
            cookie: '3',
            cause: story.state.seq,
          }),
        )
        .packet('p2', 'A', 'SYN,ACK', back),
  ],
  [
    'ack held',
    (story) =>
      story
        .deliver('p2', () => moves(story, 's2', 'SYN_SENT', 'ESTABLISHED', { sendq: 0, cause: story.state.seq }))
        .packet('p3', 'B', 'ACK', there)
        .returns(client, 0),
  ],
  [
    'connected',
    (story) =>
      story
        .deliver('p3', () => moves(story, 's3', 'SYN_RECV', 'ESTABLISHED', { cause: story.state.seq }))
        .returns(server, 4, () => story.add('fd.open', { source: 'ptrace', pid: server.pid, fd: 4, socket: 's3' }))
        .goOn(server)
        .enter(server, 'recv/recvfrom', 37, [
          ['sockfd', 4, 's3'],
          ['buf', { pointer: '0x402000' }],
          ['len', 128],
        ])
        .letIn(server)
        .blocked(server),
  ],
  [
    'hello held',
    (story) =>
      story
        .goOn(client)
        .enter(client, 'send/sendto', 33, [
          ['sockfd', 3, 's2'],
          ['buf', hello],
          ['len', 5],
        ])
        .letIn(client)
        .returns(client, 5, () => story.add('socket.queues', { source: 'sock_diag', socket: 's2', sendq: 5 }))
        .packet('p4', 'B', 'PSH,ACK+5', there),
  ],
  [
    'fin held',
    (story) => {
      story
        .deliver('p4')
        .returns(server, 5, () => undefined, [['buf', hello]])
        .goOn(client)
        .enter(client, 'close', 40, [['fd', 3, 's2']])
        .letIn(client)
        .returns(client, 0, () => {
          story.add('fd.close', { source: 'ptrace', pid: client.pid, fd: 3, socket: 's2' });
          moves(story, 's2', 'ESTABLISHED', 'FIN_WAIT1', { cause: causeOf(story, client) });
        })
        .packet('p5', 'B', 'FIN,ACK', there);
    },
  ],
  [
    'second fin held',
    (story) => {
      story
        .deliver('p5', () => {
          const cause = story.state.seq;
          moves(story, 's3', 'ESTABLISHED', 'CLOSE_WAIT', { recvq: 1, cause });
          moves(story, 's2', 'FIN_WAIT1', 'FIN_WAIT2', { cause });
        })
        .goOn(server)
        .enter(server, 'close', 44, [['fd', 4, 's3']])
        .letIn(server)
        .returns(server, 0, () => {
          story.add('fd.close', { source: 'ptrace', pid: server.pid, fd: 4, socket: 's3' });
          moves(story, 's3', 'CLOSE_WAIT', 'LAST_ACK', { cause: causeOf(story, server) });
        })
        .packet('p6', 'A', 'FIN,ACK', back);
    },
  ],
  [
    'last ack held',
    (story) =>
      story
        .deliver('p6', () => moves(story, 's2', 'FIN_WAIT2', 'TIME_WAIT', { cause: story.state.seq }))
        .packet('p7', 'B', 'ACK', there),
  ],
  [
    'ended',
    (story) => {
      story
        .deliver('p7', () =>
          story.add('socket.gone', { source: 'sock_diag', socket: 's3', from: 'LAST_ACK', cause: story.state.seq }),
        )
        .goOn(server)
        .exit(server)
        .goOn(client)
        .exit(client)
        .add('socket.gone', { source: 'sock_diag', socket: 's1', from: 'LISTEN' });
      story.add('lab.end', { reason: 'finished' });
    },
  ],
];

const causeOf = (story: Story, who: { readonly pid: number }): number =>
  story.state.processes[who.pid]?.call?.enterSeq ?? story.state.seq;
