import { arg, bytes, clientPort, LogScript, type Program } from './echo-log.ts';
import { clientText, lineOf, serverText } from './programs.ts';

const variable = (name: string, type: string, value: string): NonNullable<Program['variables']>[number] => ({
  name,
  type,
  value,
});

const server: Program = {
  pid: 4128,
  role: 'server',
  variables: [variable('listener', 'int', '3'), variable('addr', 'struct sockaddr_in', '{0.0.0.0:7000}')],
};
const client: Program = {
  pid: 4132,
  role: 'client',
  variables: [variable('host', 'const char *', '"10.0.0.1"'), variable('fd', 'int', '3')],
};
const serverAddress = { family: 'AF_INET', addr: '10.0.0.1', port: 7000 } as const;
const clientAddress = { family: 'AF_INET', addr: '10.0.0.2', port: clientPort } as const;
const anyAddress = { family: 'AF_INET', addr: '0.0.0.0', port: 7000 } as const;

const line = (part: string): number => lineOf(serverText, part);
const here = (part: string): number => lineOf(clientText, part);

/** A whole TCP echo, every call and packet held, with the moments that matter named. */
export function tcpEchoLog(): LogScript {
  const log = new LogScript();
  log
    .add({
      kind: 'lab.start',
      source: 'lab',
      lesson: { id: 'tcp-echo', title: 'Echo over TCP' },
      tier: 'lab',
      hosts: [
        { name: 'A', address: '10.0.0.1', interface: 'eth0' },
        { name: 'B', address: '10.0.0.2', interface: 'eth0' },
      ],
      kernel: '6.18.0',
      arch: 'x86_64',
      versions: {},
      settings: { kernel: 'hold' },
      programs: [
        { role: 'server', file: 'server.c', host: 'A', args: [], text: serverText },
        { role: 'client', file: 'client.c', host: 'B', args: ['10.0.0.1'], text: clientText },
      ],
    })
    .add({ kind: 'lab.ready', source: 'lab', wire: 'tun', missing: [] })
    .mark('ready');
  start(log, server, 'A');
  log.mark('server started');
  log
    .enter(
      server,
      'socket',
      [
        arg('domain', { symbol: 'AF_INET', raw: 2 }),
        arg('type', { symbol: 'SOCK_STREAM', raw: 1 }),
        arg('protocol', 0),
      ],
      line('socket('),
    )
    .mark('server at socket')
    .release(server)
    .add({
      kind: 'socket.open',
      source: 'sockopt',
      socket: 's1',
      host: 'A',
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      protocol: 'tcp',
      state: 'CLOSED',
      owners: [{ pid: server.pid, fd: 3 }],
      cookie: '1',
    })
    .add({ kind: 'fd.open', source: 'ptrace', pid: server.pid, fd: 3, socket: 's1' })
    .exit(server, 'socket', line('socket('), 3)
    .mark('server socket returned')
    .release(server)
    .call(server, 'bind', [arg('sockfd', 3, 's1'), arg('addr', anyAddress), arg('addrlen', 16)], line('bind('), 0, () =>
      log.add({ kind: 'socket.queues', source: 'sock_diag', socket: 's1', local: anyAddress }),
    )
    .mark('server bound')
    .enter(server, 'listen', [arg('sockfd', 3, 's1'), arg('backlog', 5)], line('listen('))
    .release(server)
    .state('s1', 'CLOSED', 'LISTEN', { acceptQueue: { length: 0, limit: 5 } })
    .mark('server listens')
    .exit(server, 'listen', line('listen('), 0)
    .release(server)
    .enter(server, 'accept', [arg('sockfd', 3, 's1'), arg('addr', null), arg('addrlen', null)], line('accept('))
    .release(server)
    .blocked(server, 'accept', line('accept('), 'inet_csk_accept')
    .mark('server waits in accept');
  start(log, client, 'B');
  log
    .call(
      client,
      'socket',
      [
        arg('domain', { symbol: 'AF_INET', raw: 2 }),
        arg('type', { symbol: 'SOCK_STREAM', raw: 1 }),
        arg('protocol', 0),
      ],
      here('socket('),
      3,
      () =>
        log
          .add({
            kind: 'socket.open',
            source: 'sockopt',
            socket: 's2',
            host: 'B',
            family: 'AF_INET',
            type: 'SOCK_STREAM',
            protocol: 'tcp',
            state: 'CLOSED',
            owners: [{ pid: client.pid, fd: 3 }],
            cookie: '2',
          })
          .add({ kind: 'fd.open', source: 'ptrace', pid: client.pid, fd: 3, socket: 's2' }),
    )
    .enter(
      client,
      'connect',
      [arg('sockfd', 3, 's2'), arg('addr', serverAddress), arg('addrlen', 16)],
      here('connect('),
    )
    .mark('client at connect')
    .release(client)
    .state('s2', 'CLOSED', 'SYN_SENT', {
      local: clientAddress,
      remote: serverAddress,
      recvq: 0,
      sendq: 1,
      inferredBytes: { recv: 0, send: 0 },
    })
    .mark('client SYN_SENT')
    .held('p1', 'B', { flags: ['SYN'], seq: 0 })
    .blocked(client, 'connect', here('connect('), 'inet_stream_connect')
    .mark('SYN held')
    .release('p1')
    .delivered('p1', 'B', { flags: ['SYN'], seq: 0 })
    .add({
      kind: 'socket.open',
      source: 'sock_diag',
      socket: 's3',
      host: 'A',
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      protocol: 'tcp',
      state: 'SYN_RECV',
      owners: [],
      parent: 's1',
      cookie: '3',
      local: serverAddress,
      remote: clientAddress,
    })
    .held('p2', 'A', { flags: ['SYN', 'ACK'], seq: 0, ack: 1 })
    .mark('SYN,ACK held');
  log
    .add({
      kind: 'packet.held',
      source: 'wire',
      packet: 'p2b',
      from: 'A',
      to: 'B',
      bytes: '',
      retransmitOf: 'p2',
      folded: true,
    })
    .add({
      kind: 'packet.held',
      source: 'wire',
      packet: 'p2c',
      from: 'A',
      to: 'B',
      bytes: '',
      retransmitOf: 'p2',
      folded: true,
    })
    .mark('SYN,ACK copies')
    .release('p2')
    .delivered('p2', 'A', { flags: ['SYN', 'ACK'], seq: 0, ack: 1 })
    .state('s2', 'SYN_SENT', 'ESTABLISHED', { sendq: 0 })
    .held('p3', 'B', { flags: ['ACK'], seq: 1, ack: 1 })
    .exit(client, 'connect', here('connect('), 0)
    .mark('connect returned')
    .release('p3')
    .delivered('p3', 'B', { flags: ['ACK'], seq: 1, ack: 1 })
    .state('s3', 'SYN_RECV', 'ESTABLISHED')
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's1', acceptQueue: { length: 1, limit: 5 } })
    .mark('child waits for accept')
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's1', acceptQueue: { length: 0, limit: 5 } })
    .add({ kind: 'fd.open', source: 'ptrace', pid: server.pid, fd: 4, socket: 's3' })
    .exit(server, 'accept', line('accept('), 4)
    .mark('accept returned')
    .release(server)
    .enter(
      server,
      'recv',
      [arg('sockfd', 4, 's3'), arg('buf', { pointer: '0x7f0010' }), arg('len', 128), arg('flags', 0)],
      line('recv('),
    )
    .release(server)
    .blocked(server, 'recv', line('recv('), 'sk_wait_data')
    .mark('server waits in recv')
    .release(client)
    .enter(
      client,
      'send',
      [arg('sockfd', 3, 's2'), arg('buf', bytes('hello')), arg('len', 5), arg('flags', 0)],
      here('send('),
    )
    .mark('client at send')
    .release(client)
    .held('p4', 'B', { flags: ['PSH', 'ACK'], seq: 1, ack: 1, len: 5 })
    .add({
      kind: 'socket.queues',
      source: 'sock_diag',
      socket: 's2',
      sendq: 5,
      inferredBytes: { recv: 0, send: 5 },
      timer: { name: 'retransmit', expiresMs: 980, count: 0 },
    })
    .exit(client, 'send', here('send('), 5)
    .mark('data held')
    .release('p4')
    .delivered('p4', 'B', { flags: ['PSH', 'ACK'], seq: 1, ack: 1, len: 5 })
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's3', recvq: 5, inferredBytes: { recv: 5, send: 0 } })
    .held('p5', 'A', { flags: ['ACK'], seq: 1, ack: 6 })
    .mark('data arrived')
    .add({ kind: 'socket.queues', source: 'sock_diag', socket: 's3', recvq: 0, inferredBytes: { recv: 0, send: 0 } })
    .exit(server, 'recv', line('recv('), 5)
    .mark('recv returned 5')
    .release(server)
    .enter(
      server,
      'send',
      [arg('sockfd', 4, 's3'), arg('buf', bytes('hello')), arg('len', 5), arg('flags', 0)],
      line('send('),
    )
    .release(server)
    .held('p6', 'A', { flags: ['PSH', 'ACK'], seq: 1, ack: 6, len: 5 })
    .mark('two packets one way')
    .exit(server, 'send', line('send('), 5)
    .release('p5')
    .delivered('p5', 'A', { flags: ['ACK'], seq: 1, ack: 6 })
    .add({
      kind: 'socket.queues',
      source: 'sock_diag',
      socket: 's2',
      sendq: 0,
      inferredBytes: { recv: 0, send: 0 },
      timer: null,
    })
    .release(client)
    .enter(
      client,
      'recv',
      [arg('sockfd', 3, 's2'), arg('buf', { pointer: '0x7f0010' }), arg('len', 127), arg('flags', 0)],
      here('recv('),
    )
    .release(client)
    .release('p6')
    .delivered('p6', 'A', { flags: ['PSH', 'ACK'], seq: 1, ack: 6, len: 5 })
    .held('p7', 'B', { flags: ['ACK'], seq: 6, ack: 6 })
    .exit(client, 'recv', here('recv('), 5)
    .mark('client has the echo')
    .release(server)
    .enter(
      server,
      'recv',
      [arg('sockfd', 4, 's3'), arg('buf', { pointer: '0x7f0010' }), arg('len', 128), arg('flags', 0)],
      line('recv('),
    )
    .release(server)
    .blocked(server, 'recv', line('recv('), 'sk_wait_data')
    .release(client)
    .enter(client, 'close', [arg('fd', 3, 's2')], here('close('))
    .mark('client at close')
    .release(client)
    .add({ kind: 'fd.close', source: 'ptrace', pid: client.pid, fd: 3, socket: 's2' })
    .state('s2', 'ESTABLISHED', 'FIN_WAIT1', { shutdown: 3 })
    .held('p8', 'B', { flags: ['FIN', 'ACK'], seq: 6, ack: 6 })
    .exit(client, 'close', here('close('), 0)
    .mark('FIN held')
    .release('p7')
    .delivered('p7', 'B', { flags: ['ACK'], seq: 6, ack: 6 })
    .release('p8')
    .delivered('p8', 'B', { flags: ['FIN', 'ACK'], seq: 6, ack: 6 })
    .state('s3', 'ESTABLISHED', 'CLOSE_WAIT', { recvq: 1, shutdown: 1 })
    .held('p9', 'A', { flags: ['ACK'], seq: 6, ack: 7 })
    .exit(server, 'recv', line('recv('), 0)
    .mark('server CLOSE_WAIT')
    .release('p9')
    .delivered('p9', 'A', { flags: ['ACK'], seq: 6, ack: 7 })
    .state('s2', 'FIN_WAIT1', 'FIN_WAIT2', { timer: { name: 'keepalive', expiresMs: 3_600_000, count: 0 } })
    .mark('client FIN_WAIT2')
    .release(server)
    .enter(server, 'close', [arg('fd', 4, 's3')], line('close(conn)'))
    .release(server)
    .add({ kind: 'fd.close', source: 'ptrace', pid: server.pid, fd: 4, socket: 's3' })
    .state('s3', 'CLOSE_WAIT', 'LAST_ACK', { shutdown: 3 })
    .held('p10', 'A', { flags: ['FIN', 'ACK'], seq: 6, ack: 7 })
    .exit(server, 'close', line('close(conn)'), 0)
    .mark('server LAST_ACK')
    .release('p10')
    .delivered('p10', 'A', { flags: ['FIN', 'ACK'], seq: 6, ack: 7 })
    .state('s2', 'FIN_WAIT2', 'TIME_WAIT', { timer: { name: 'time_wait', expiresMs: 60_000, count: 0 } })
    .held('p11', 'B', { flags: ['ACK'], seq: 7, ack: 7 })
    .mark('client TIME_WAIT')
    .release('p11')
    .delivered('p11', 'B', { flags: ['ACK'], seq: 7, ack: 7 })
    .add({ kind: 'socket.gone', source: 'sock_diag', socket: 's3', from: 'LAST_ACK' })
    .mark('connection gone')
    .release(server)
    .call(server, 'close', [arg('fd', 3, 's1')], line('close(listener)'), 0, () =>
      log
        .add({ kind: 'fd.close', source: 'ptrace', pid: server.pid, fd: 3, socket: 's1' })
        .add({ kind: 'socket.gone', source: 'sock_diag', socket: 's1', from: 'LISTEN' }),
    )
    .add({ kind: 'process.exit', source: 'ptrace', pid: server.pid, role: 'server', status: 0 })
    .mark('server exited')
    .release(client)
    .call(client, 'write', [arg('fd', 1), arg('buf', bytes('hello\n')), arg('count', 6)], here('printf('), 6)
    .mark('client printed')
    .add({ kind: 'process.exit', source: 'ptrace', pid: client.pid, role: 'client', status: 0 })
    .mark('both exited');
  return log;
}

export function start(log: LogScript, who: Program, host: 'A' | 'B'): void {
  log.add({ kind: 'process.start', source: 'lab', pid: who.pid, host, role: who.role, argv: [`./${who.role}`] });
  for (const [fd, file] of ['stdin', 'stdout', 'stderr'].entries())
    log.add({ kind: 'fd.open', source: 'proc', pid: who.pid, fd, file });
}
