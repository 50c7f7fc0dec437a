import { arg, bytes, LogScript, type Program } from './echo-log.ts';
import { clientText, lineOf, unixServerText } from './programs.ts';
import { start } from './tcp-echo-log.ts';

const server: Program = { pid: 4128, role: 'server', variables: [{ name: 'listener', type: 'int', value: '3' }] };
const client: Program = { pid: 4132, role: 'client', variables: [{ name: 'fd', type: 'int', value: '3' }] };
const path = { family: 'AF_UNIX', path: 'echo.sock' } as const;
const unixClientText = clientText.replace('AF_INET', 'AF_UNIX');
const unix = { host: 'A', family: 'AF_UNIX', type: 'SOCK_STREAM', protocol: 'unix' } as const;

const line = (part: string): number => lineOf(unixServerText, part);
const here = (part: string): number => lineOf(unixClientText, part);

/** A whole echo over a Unix stream socket, both programs on host A. */
export function unixEchoLog(): LogScript {
  const log = new LogScript();
  log
    .add({
      kind: 'lab.start',
      source: 'lab',
      lesson: { id: 'unix-echo', title: 'Echo over a Unix socket' },
      tier: 'lab',
      hosts: [{ name: 'A', address: '10.0.0.1', interface: 'eth0' }],
      kernel: '6.18.0',
      arch: 'x86_64',
      versions: {},
      settings: { kernel: 'hold' },
      programs: [
        { role: 'server', file: 'server.c', host: 'A', args: [], text: unixServerText },
        { role: 'client', file: 'client.c', host: 'A', args: [], text: unixClientText },
      ],
    })
    .add({ kind: 'lab.ready', source: 'lab', wire: 'tun', missing: [] })
    .mark('ready');
  start(log, server, 'A');
  log
    .call(
      server,
      'socket',
      [arg('domain', { symbol: 'AF_UNIX', raw: 1 }), arg('type', 1), arg('protocol', 0)],
      line('socket('),
      3,
      () =>
        log
          .add({
            kind: 'socket.open',
            source: 'sockopt',
            socket: 's1',
            ...unix,
            state: 'UNCONN',
            owners: [{ pid: server.pid, fd: 3 }],
            cookie: '1',
          })
          .add({ kind: 'fd.open', source: 'ptrace', pid: server.pid, fd: 3, socket: 's1' }),
    )
    .call(server, 'unlink', [arg('pathname', { text: 'echo.sock' })], line('unlink(PATH)'), 0)
    .call(server, 'bind', [arg('sockfd', 3, 's1'), arg('addr', path), arg('addrlen', 110)], line('bind('), 0, () =>
      log.add({ kind: 'socket.queues', source: 'sock_diag', socket: 's1', local: path }),
    )
    .mark('bound')
    .call(server, 'listen', [arg('sockfd', 3, 's1'), arg('backlog', 5)], line('listen('), 0, () =>
      log.state('s1', 'UNCONN', 'LISTEN', { acceptQueue: { length: 0, limit: 5 } }),
    )
    .mark('listening')
    .enter(server, 'accept', [arg('sockfd', 3, 's1'), arg('addr', null), arg('addrlen', null)], line('accept('))
    .release(server)
    .blocked(server, 'accept', line('accept('), 'unix_wait_for_peer');
  start(log, client, 'A');
  log
    .call(
      client,
      'socket',
      [arg('domain', { symbol: 'AF_UNIX', raw: 1 }), arg('type', 1), arg('protocol', 0)],
      here('socket('),
      3,
      () =>
        log
          .add({
            kind: 'socket.open',
            source: 'sockopt',
            socket: 's2',
            ...unix,
            state: 'UNCONN',
            owners: [{ pid: client.pid, fd: 3 }],
            cookie: '2',
          })
          .add({ kind: 'fd.open', source: 'ptrace', pid: client.pid, fd: 3, socket: 's2' }),
    )
    .enter(client, 'connect', [arg('sockfd', 3, 's2'), arg('addr', path), arg('addrlen', 110)], here('connect('))
    .release(client)
    .add({
      kind: 'socket.open',
      source: 'sock_diag',
      socket: 's3',
      ...unix,
      state: 'ESTABLISHED',
      owners: [],
      parent: 's1',
      cookie: '3',
      local: path,
      peer: 's2',
    })
    .state('s2', 'UNCONN', 'ESTABLISHED', { peer: 's3' })
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's1', acceptQueue: { length: 1, limit: 5 } })
    .mark('connected, not accepted')
    .exit(client, 'connect', here('connect('), 0)
    .release(client)
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's1', acceptQueue: { length: 0, limit: 5 } })
    .add({ kind: 'fd.open', source: 'ptrace', pid: server.pid, fd: 4, socket: 's3' })
    .exit(server, 'accept', line('accept('), 4)
    .release(server)
    .enter(
      server,
      'recv',
      [arg('sockfd', 4, 's3'), arg('buf', { pointer: '0x7f0010' }), arg('len', 128), arg('flags', 0)],
      line('recv('),
    )
    .mark('accepted')
    .enter(
      client,
      'send',
      [arg('sockfd', 3, 's2'), arg('buf', bytes('hello')), arg('len', 5), arg('flags', 0)],
      here('send('),
    )
    .release(client)
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's3', recvq: 5 })
    .mark('hello copied')
    .exit(client, 'send', here('send('), 5)
    .release(client)
    .release(server)
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's3', recvq: 0 })
    .exit(server, 'recv', line('recv('), 5)
    .release(server)
    .enter(
      server,
      'send',
      [arg('sockfd', 4, 's3'), arg('buf', bytes('hello')), arg('len', 5), arg('flags', 0)],
      line('send('),
    )
    .release(server)
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's2', recvq: 5 })
    .mark('echo copied')
    .exit(server, 'send', line('send('), 5)
    .release(server)
    .call(
      client,
      'recv',
      [arg('sockfd', 3, 's2'), arg('buf', { pointer: '0x7f0010' }), arg('len', 127), arg('flags', 0)],
      here('recv('),
      5,
      () => log.add({ kind: 'socket.queues', source: 'sock_diag', socket: 's2', recvq: 0 }),
    )
    .call(client, 'close', [arg('fd', 3, 's2')], here('close('), 0, () =>
      log
        .add({ kind: 'fd.close', source: 'ptrace', pid: client.pid, fd: 3, socket: 's2' })
        .add({ kind: 'socket.gone', source: 'sock_diag', socket: 's2', from: 'ESTABLISHED' })
        .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's3', peer: null, shutdown: 3 }),
    )
    .mark('peer closed')
    .call(
      server,
      'recv',
      [arg('sockfd', 4, 's3'), arg('buf', { pointer: '0x7f0010' }), arg('len', 128), arg('flags', 0)],
      line('recv('),
      0,
    )
    .call(server, 'close', [arg('fd', 4, 's3')], line('close(conn)'), 0, () =>
      log
        .add({ kind: 'fd.close', source: 'ptrace', pid: server.pid, fd: 4, socket: 's3' })
        .add({ kind: 'socket.gone', source: 'sock_diag', socket: 's3', from: 'ESTABLISHED' }),
    )
    .mark('both gone');
  return log;
}
