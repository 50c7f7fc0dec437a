import { arg, LogScript, type Program } from './echo-log.ts';
import { clientText, lineOf, serverText } from './programs.ts';
import { start } from './tcp-echo-log.ts';

const tcp = { family: 'AF_INET', type: 'SOCK_STREAM', protocol: 'tcp' } as const;
const port = (client: number): number => 40_000 + client;

/**
 * One server on host A and so many clients on host B: each connects, waits in the queues, is accepted, and is handed to
 * a child where the server forks; the last two are left half-open and unaccepted.
 */
export function crowdLog(clients: number, fork: boolean): LogScript {
  const log = new LogScript();
  const server: Program = { pid: 100, role: 'server' };
  const others = Array.from({ length: clients }, (_, i): Program => ({ pid: 200 + i, role: `client ${i + 1}` }));
  const text = fork ? serverText.replace('close(conn)', 'fork(); close(conn)') : serverText;
  log.add({
    kind: 'lab.start',
    source: 'lab',
    lesson: { id: 'crowd', title: 'Many clients' },
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
      { role: 'server', file: 'server.c', host: 'A', args: [], text },
      ...others.map(({ role }) => ({
        role,
        file: 'client.c',
        host: 'B' as const,
        args: ['10.0.0.1'],
        text: clientText,
      })),
    ],
  });
  start(log, server, 'A');
  log
    .add({
      kind: 'socket.open',
      source: 'sock_diag',
      socket: 'listener',
      host: 'A',
      ...tcp,
      state: 'LISTEN',
      owners: [{ pid: server.pid, fd: 3 }],
      cookie: '1',
      local: { family: 'AF_INET', addr: '0.0.0.0', port: 7000 },
      acceptQueue: { length: 0, limit: 5 },
    })
    .add({ kind: 'fd.open', source: 'ptrace', pid: server.pid, fd: 3, socket: 'listener' });
  others.forEach((client, i) => connect(log, client, i, i >= clients - 1));
  others.slice(0, Math.max(0, clients - 2)).forEach((_, i) => accept(log, server, i, fork));
  return log.mark('all connected');
}

function connect(log: LogScript, client: Program, i: number, halfOpen: boolean): void {
  start(log, client, 'B');
  const mine = { family: 'AF_INET', addr: '10.0.0.2', port: port(i) } as const;
  const servers = { family: 'AF_INET', addr: '10.0.0.1', port: 7000 } as const;
  log
    .add({
      kind: 'socket.open',
      source: 'sockopt',
      socket: `c${i}`,
      host: 'B',
      ...tcp,
      state: 'CLOSED',
      owners: [{ pid: client.pid, fd: 3 }],
      cookie: `${100 + i}`,
    })
    .add({ kind: 'fd.open', source: 'ptrace', pid: client.pid, fd: 3, socket: `c${i}` })
    .enter(client, 'connect', [arg('sockfd', 3, `c${i}`)], lineOf(clientText, 'connect('))
    .release(client)
    .state(`c${i}`, 'CLOSED', 'SYN_SENT', { local: mine, remote: servers })
    .held(`syn${i}`, 'B', { flags: ['SYN'], seq: 0 })
    .add({
      kind: 'socket.open',
      source: 'sock_diag',
      socket: `s${i}`,
      host: 'A',
      ...tcp,
      state: 'SYN_RECV',
      owners: [],
      parent: 'listener',
      cookie: `${200 + i}`,
      local: servers,
      remote: mine,
    });
  if (halfOpen) return;
  log.state(`c${i}`, 'SYN_SENT', 'ESTABLISHED').state(`s${i}`, 'SYN_RECV', 'ESTABLISHED');
}

function accept(log: LogScript, server: Program, i: number, fork: boolean): void {
  const fd = fork ? 4 : 4 + i;
  log.add({ kind: 'fd.open', source: 'ptrace', pid: server.pid, fd, socket: `s${i}` });
  if (!fork) return;
  const child: Program = { pid: 300 + i, role: `server/${i + 1}` };
  log.add({
    kind: 'process.start',
    source: 'ptrace',
    pid: child.pid,
    parent: server.pid,
    host: 'A',
    role: child.role,
    argv: ['server'],
  });
  log
    .add({ kind: 'fd.open', source: 'ptrace', pid: child.pid, fd: 3, socket: 'listener' })
    .add({ kind: 'fd.open', source: 'ptrace', pid: child.pid, fd: 4, socket: `s${i}` })
    .add({ kind: 'fd.close', source: 'ptrace', pid: server.pid, fd: 4, socket: `s${i}` });
}
