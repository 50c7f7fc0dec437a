import { arg, clientPort, LogScript, type Program } from './echo-log.ts';
import { clientText, lineOf, serverText } from './programs.ts';
import { start } from './tcp-echo-log.ts';

const server: Program = { pid: 4128, role: 'server' };
const client: Program = { pid: 4132, role: 'client' };
const lo = { family: 'AF_INET', addr: '127.0.0.1' } as const;
const tcp = { host: 'A', family: 'AF_INET', type: 'SOCK_STREAM', protocol: 'tcp' } as const;

/** TCP on one host: the handshake runs through the loopback device and cannot be held. */
export function oneHostLog(): LogScript {
  const log = new LogScript();
  const programs = [
    { role: 'server', file: 'server.c', host: 'A', args: [], text: serverText },
    { role: 'client', file: 'client.c', host: 'A', args: ['127.0.0.1'], text: clientText },
  ] satisfies readonly unknown[];
  log.add({
    kind: 'lab.start',
    source: 'lab',
    lesson: { id: 'tcp-one-host', title: 'TCP on one host' },
    tier: 'lab',
    hosts: [{ name: 'A', address: '10.0.0.1', interface: 'eth0' }],
    kernel: '6.18.0',
    arch: 'x86_64',
    versions: {},
    settings: { kernel: 'hold' },
    programs: programs.map((program) => ({ ...program, host: 'A' as const })),
  });
  start(log, server, 'A');
  start(log, client, 'A');
  log
    .mark('started')
    .add({
      kind: 'socket.open',
      source: 'sock_diag',
      socket: 's1',
      ...tcp,
      state: 'LISTEN',
      owners: [{ pid: server.pid, fd: 3 }],
      cookie: '1',
      local: { family: 'AF_INET', addr: '0.0.0.0', port: 7000 },
      acceptQueue: { length: 0, limit: 5 },
    })
    .add({ kind: 'fd.open', source: 'ptrace', pid: server.pid, fd: 3, socket: 's1' })
    .add({
      kind: 'socket.open',
      source: 'sockopt',
      socket: 's2',
      ...tcp,
      state: 'CLOSED',
      owners: [{ pid: client.pid, fd: 3 }],
      cookie: '2',
    })
    .add({ kind: 'fd.open', source: 'ptrace', pid: client.pid, fd: 3, socket: 's2' })
    .enter(
      client,
      'connect',
      [arg('sockfd', 3, 's2'), arg('addr', { ...lo, port: 7000 }), arg('addrlen', 16)],
      lineOf(clientText, 'connect('),
    )
    .release(client)
    .delivered('p1', 'A', { flags: ['SYN'], seq: 0 }, true)
    .delivered('p2', 'A', { flags: ['SYN', 'ACK'], seq: 0, ack: 1, fromServer: true }, true)
    .delivered('p3', 'A', { flags: ['ACK'], seq: 1, ack: 1 }, true)
    .add({
      kind: 'socket.open',
      source: 'sock_diag',
      socket: 's3',
      ...tcp,
      state: 'ESTABLISHED',
      owners: [],
      parent: 's1',
      cookie: '3',
      local: { ...lo, port: 7000 },
      remote: { ...lo, port: clientPort },
    })
    .add({
      kind: 'socket.state',
      source: 'sock_diag',
      socket: 's2',
      from: 'CLOSED',
      to: 'ESTABLISHED',
      between: ['SYN_SENT'],
      local: { ...lo, port: clientPort },
      remote: { ...lo, port: 7000 },
    })
    .exit(client, 'connect', lineOf(clientText, 'connect('), 0)
    .mark('connected');
  return log;
}
