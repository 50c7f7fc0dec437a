import type { Value } from '../../events/value.ts';
import { Story } from './story.ts';
import { client, hello, server } from './tcp-echo.ts';

const path: Value = { family: 'AF_UNIX', path: 'echo.sock' };
const name = { family: 'AF_UNIX', path: 'echo.sock' } as const;

const opens = (story: Story, socket: string, pid: number, fd: number, more: object = {}): void => {
  story.add('socket.open', {
    source: 'sock_diag',
    socket,
    host: 'A',
    family: 'AF_UNIX',
    type: 'SOCK_STREAM',
    protocol: 'unix',
    state: 'UNCONN',
    owners: [{ pid, fd }],
    cookie: socket.slice(1),
    ...more,
  });
  story.add('fd.open', { source: 'ptrace', pid, fd, socket });
};

const socketArgs = [
  ['domain', { symbol: 'AF_UNIX', raw: 1 }],
  ['type', { flags: ['SOCK_STREAM'], raw: 1 }],
  ['protocol', 0],
] as const;

/** One run of the echo lesson over a Unix socket as an engine tells it. `see` is called at each moment of quiet. */
export function unixEcho(see: (story: Story) => void): Story {
  const story = new Story().start(['server', 'client']).spawn(server);
  const quiet = (): Story => {
    see(story);
    return story;
  };
  const at = (tell: () => unknown): void => {
    tell();
    quiet();
  };
  const both = (socket: string, from: 'UNCONN', to: 'ESTABLISHED', more: object): number =>
    story.add('socket.state', { source: 'sock_diag', socket, from, to, ...more });
  at(() => story.enter(server, 'socket', 17, socketArgs));
  at(() => story.letIn(server).returns(server, 3, () => opens(story, 's1', server.pid, 3)));
  at(() =>
    story.goOn(server).enter(server, 'bind', 25, [
      ['sockfd', 3, 's1'],
      ['addr', path],
      ['addrlen', 110],
    ]),
  );
  at(() =>
    story
      .letIn(server)
      .returns(server, 0, () => story.add('socket.queues', { source: 'sock_diag', socket: 's1', local: name })),
  );
  at(() =>
    story.goOn(server).enter(server, 'listen', 27, [
      ['sockfd', 3, 's1'],
      ['backlog', 5],
    ]),
  );
  at(() =>
    story.letIn(server).returns(server, 0, () =>
      story.add('socket.state', {
        source: 'sock_diag',
        socket: 's1',
        from: 'UNCONN',
        to: 'LISTEN',
        acceptQueue: { length: 0, limit: 5 },
        cause: story.state.processes[server.pid]?.call?.enterSeq ?? 1,
      }),
    ),
  );
  at(() =>
    story.goOn(server).enter(server, 'accept', 31, [
      ['sockfd', 3, 's1'],
      ['addr', null],
      ['addrlen', null],
    ]),
  );
  at(() => story.letIn(server).blocked(server).spawn(client).enter(client, 'socket', 18, socketArgs));
  at(() => story.letIn(client).returns(client, 3, () => opens(story, 's2', client.pid, 3)));
  at(() =>
    story.goOn(client).enter(client, 'connect', 22, [
      ['sockfd', 3, 's2'],
      ['addr', path],
      ['addrlen', 110],
    ]),
  );
  at(() => {
    const cause = story.state.processes[client.pid]?.call?.enterSeq ?? 1;
    story
      .letIn(client)
      .returns(client, 0, () => both('s2', 'UNCONN', 'ESTABLISHED', { cause }))
      .returns(server, 4, () =>
        opens(story, 's3', server.pid, 4, { state: 'ESTABLISHED', parent: 's1', local: name, peer: 's2' }),
      );
  });
  at(() =>
    story.goOn(client).enter(client, 'send/sendto', 24, [
      ['sockfd', 3, 's2'],
      ['buf', hello],
      ['len', 5],
    ]),
  );
  at(() =>
    story
      .letIn(client)
      .returns(client, 5, () => story.add('socket.queues', { source: 'sock_diag', socket: 's3', recvq: 5 })),
  );
  at(() =>
    story.goOn(server).enter(server, 'recv/recvfrom', 37, [
      ['sockfd', 4, 's3'],
      ['buf', { pointer: '0x402000' }],
      ['len', 128],
    ]),
  );
  at(() =>
    story
      .letIn(server)
      .returns(server, 5, () => story.add('socket.queues', { source: 'sock_diag', socket: 's3', recvq: 0 }), [
        ['buf', hello],
      ]),
  );
  at(() =>
    story.goOn(client).enter(client, 'recv/recvfrom', 28, [
      ['sockfd', 3, 's2'],
      ['buf', { pointer: '0x402000' }],
      ['len', 127],
    ]),
  );
  at(() =>
    story
      .letIn(client)
      .blocked(client)
      .goOn(server)
      .enter(server, 'send/sendto', 38, [
        ['sockfd', 4, 's3'],
        ['buf', hello],
        ['len', 5],
      ]),
  );
  at(() =>
    story
      .letIn(server)
      .returns(client, 5, () => undefined, [['buf', hello]])
      .returns(server, 5),
  );
  at(() => story.goOn(client).enter(client, 'close', 31, [['fd', 3, 's2']]));
  at(() =>
    story.letIn(client).returns(client, 0, () => {
      story.add('fd.close', { source: 'ptrace', pid: client.pid, fd: 3, socket: 's2' });
      story.add('socket.gone', { source: 'sock_diag', socket: 's2', from: 'ESTABLISHED' });
      story.add('socket.queues', { source: 'sock_diag', socket: 's3', shutdown: 3, peer: null });
    }),
  );
  at(() =>
    story.goOn(server).enter(server, 'recv/recvfrom', 37, [
      ['sockfd', 4, 's3'],
      ['buf', { pointer: '0x402000' }],
      ['len', 128],
    ]),
  );
  at(() => story.letIn(server).returns(server, 0));
  at(() => story.goOn(server).enter(server, 'close', 43, [['fd', 4, 's3']]));
  at(() =>
    story.letIn(server).returns(server, 0, () => {
      story.add('fd.close', { source: 'ptrace', pid: server.pid, fd: 4, socket: 's3' });
      story.add('socket.gone', { source: 'sock_diag', socket: 's3', from: 'ESTABLISHED' });
    }),
  );
  at(() => story.goOn(server).enter(server, 'close', 44, [['fd', 3, 's1']]));
  at(() =>
    story.letIn(server).returns(server, 0, () => {
      story.add('fd.close', { source: 'ptrace', pid: server.pid, fd: 3, socket: 's1' });
      story.add('socket.gone', { source: 'sock_diag', socket: 's1', from: 'LISTEN' });
    }),
  );
  at(() => story.goOn(server).enter(server, 'unlink', 45, [['pathname', { text: 'echo.sock' }]]));
  at(() => story.letIn(server).returns(server, 0));
  at(() =>
    story.goOn(client).enter(client, 'printf/write', 34, [
      ['fd', 1],
      ['buf', hello],
      ['count', 5],
    ]),
  );
  at(() => story.letIn(client).returns(client, 5));
  at(() => story.goOn(client).enter(client, 'exit/exit_group', 35, [['status', 0]]));
  at(() => story.letIn(client).exit(client).goOn(server).exit(server));
  return story;
}
