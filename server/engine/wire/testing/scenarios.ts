import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { decodePacket } from '#shared/abi/packet';
import { mount } from '../../ffi/libc.ts';
import { makeHosts, within } from '../../lab/hosts.ts';
import { hostAddresses } from '../../lab/settings.ts';
import { DiagSocket } from '../../netlink/diag-socket.ts';
import { probe } from '../../probe/probe.ts';
import { openLoopback } from '../loopback.ts';
import { applySettings, lockRtoMin } from '../sysctls.ts';
import { openWire } from '../wire.ts';
import * as calls from './calls.ts';
import { must, TwoHosts } from './two-hosts.ts';

/** A whole connection, each packet held until the kernel's states on both sides were looked at. */
function connection(kind: string): unknown {
  const lab = new TwoHosts(kind);
  const listener = lab.on('A', () => calls.listenOn(7000, 5));
  const client = lab.on('B', () => calls.open(calls.AF_INET, calls.SOCK_STREAM));
  calls.connectTo(client, calls.inet('10.0.0.1', 7000));
  lab.look();
  for (const host of ['B', 'A', 'B'] as const) {
    lab.pass(host);
    lab.look();
  }
  const connection = calls.accept(listener);
  calls.sendText(client, 'hello');
  lab.pass('B');
  lab.pass('A');
  lab.timeline.push(`A received ${calls.receive(connection, 10).toString()}`);
  calls.close(client);
  lab.look();
  lab.pass('B');
  lab.look();
  lab.pass('A');
  lab.look();
  calls.close(connection);
  lab.look();
  lab.pass('A');
  lab.look();
  lab.pass('B');
  lab.look();
  for (const socket of lab.diag.B.dumpTcp()) lab.timeline.push(`ends ${socket.state}: ${lab.diag.B.destroy(socket)}`);
  lab.look();
  const { timeline, disagreements, asked } = lab;
  const lost = (['A', 'B'] as const).map((host) => lab.wire.lost(host));
  return { timeline, disagreements, asked, lost, missing: lab.diag.A.missing, faults: lab.diag.A.takeFaults() };
}

/** Both sides open at once, and both close at once: only a wire that holds can show it. */
function crossing(kind: string): unknown {
  const lab = new TwoHosts(kind);
  const ends = (['A', 'B'] as const).map((host) => lab.on(host, () => calls.open(calls.AF_INET, calls.SOCK_STREAM)));
  const [a = -1, b = -1] = ends;
  calls.bindTo(a, calls.inet('10.0.0.1', 7001));
  calls.bindTo(b, calls.inet('10.0.0.2', 7002));
  calls.connectTo(a, calls.inet('10.0.0.2', 7002));
  calls.connectTo(b, calls.inet('10.0.0.1', 7001));
  lab.look();
  const cross = (): void => {
    const held = (['A', 'B'] as const).map((host) => ({ host, packets: lab.sent(host) }));
    for (const { host, packets } of held) for (const bytes of packets) lab.deliver(host, bytes);
    lab.look();
  };
  cross();
  cross();
  calls.close(a);
  calls.close(b);
  lab.look();
  cross();
  cross();
  return { timeline: lab.timeline, disagreements: lab.disagreements, asked: lab.asked };
}

/** Half a megabyte through a wire that runs free: nothing is lost, and every packet is one that a wire could carry. */
function bulk(kind: string): unknown {
  const lab = new TwoHosts(kind);
  const listener = lab.on('A', () => calls.listenOn(7000, 5));
  const client = lab.on('B', () => calls.open(calls.AF_INET, calls.SOCK_STREAM));
  calls.connectTo(client, calls.inet('10.0.0.1', 7000));
  const bad: string[] = [];
  const forward = (): void => {
    for (const [from, to] of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const)
      for (const bytes of lab.wire.read(from)) {
        const { ip, tcp } = decodePacket(bytes, { checksums: true });
        if (!ip?.checksumOk || !tcp?.checksumOk || bytes.length > 1500) bad.push(lab.tell(from, bytes));
        lab.wire.write(to, bytes);
      }
  };
  const text = Array.from({ length: 512 * 1024 }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');
  const until = Date.now() + 20_000;
  let connection = -1;
  let unsent = text;
  let got = '';
  while (got.length < text.length && Date.now() < until) {
    forward();
    if (connection < 0) connection = calls.accept(listener);
    unsent = unsent.slice(Math.max(0, calls.sendText(client, unsent.slice(0, 65536))));
    if (connection >= 0) got += calls.receive(connection, 65536).toString('latin1');
  }
  return { same: got === text, received: got.length, bad };
}

/** Loopback traffic and Unix sockets inside one host. */
function inside(): unknown {
  const { home, hosts } = must(makeHosts(hostAddresses));
  const [host] = hosts;
  if (!host) throw new Error('a lab has hosts');
  return within(host, home, () => {
    const sniffer = must(openLoopback());
    const diag = must(DiagSocket.open());
    const receiver = calls.open(calls.AF_INET, calls.SOCK_DGRAM);
    calls.bindTo(receiver, calls.inet('127.0.0.1', 9000));
    const sender = calls.open(calls.AF_INET, calls.SOCK_DGRAM);
    calls.connectTo(sender, calls.inet('127.0.0.1', 9000));
    for (const text of ['one', 'three']) calls.sendText(sender, text);
    const packets = sniffer.read().map((bytes) => decodePacket(bytes, { checksums: false }).udp?.len);
    const udp = diag.dumpUdp().map(({ state, recvq }) => ({ state, waiting: recvq > 0 }));

    const listener = calls.open(calls.AF_UNIX, calls.SOCK_STREAM);
    process.chdir('/tmp');
    calls.bindTo(listener, calls.unix('echo.sock'));
    calls.listen(listener, 5);
    const client = calls.open(calls.AF_UNIX, calls.SOCK_STREAM);
    calls.connectTo(client, calls.unix('echo.sock'));
    calls.sendText(client, 'hello');
    const lamp = calls.open(calls.AF_UNIX, calls.SOCK_DGRAM);
    calls.bindTo(lamp, calls.unix('\0lamp'));
    const before = diag.dumpUnix();
    const waiting = before.find(({ state }) => state === 'LISTEN');
    const connecting = before.find(({ state }) => state === 'ESTABLISHED');
    const connection = calls.accept(listener);
    const accepted = diag.dumpUnix();
    calls.close(client);
    const left = diag.dumpUnix().find(({ shutdown }) => shutdown === 3);
    const bound = calls.open(calls.AF_INET, calls.SOCK_STREAM);
    calls.bindTo(bound, calls.inet('127.0.0.1', 7777));
    return {
      packets,
      lost: sniffer.lost(),
      udp: udp.sort((x, y) => x.state.localeCompare(y.state)),
      listener: { local: waiting?.local, queue: waiting?.acceptQueue },
      pendingIsClient: waiting?.pendingInodes?.[0] === connecting?.inode,
      names: before.map(({ local }) => local).filter((local) => local !== null),
      peers: accepted.filter(({ state, peerInode }) => state === 'ESTABLISHED' && (peerInode ?? 0) > 0).length,
      received: accepted.find(({ local, state }) => local !== null && state === 'ESTABLISHED')?.recvq,
      left: { state: left?.state, peer: left?.peerInode ?? null },
      bound: diag.dumpTcp().map(({ state, local }) => ({ state, local })),
      connection: connection >= 0,
    };
  });
}

const setting = (name: string): string => {
  try {
    return readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim();
  } catch {
    return 'absent';
  }
};

/** What applySettings leaves behind, in a host and in its neighbour. */
function settings(): unknown {
  const lab = new TwoHosts('any');
  return lab.on('A', () => {
    const missing = applySettings('hold');
    const names = ['tcp_syn_retries', 'tcp_retries2', 'tcp_timestamps', 'tcp_rto_min_us', 'tcp_congestion_control'];
    const values = Object.fromEntries(names.map((name) => [name, setting(name)]));
    const locked = lockRtoMin();
    const shown = spawnSync('ip', ['route', 'show'], { encoding: 'utf8' });
    const route = shown.status === 0 ? shown.stdout : null;
    return { missing, values, locked, route };
  });
}

/** No /dev/net/tun (hidden under an empty tmpfs): the wire is made of veth pairs, and says why. */
function withoutTun(): unknown {
  const { home, hosts } = must(makeHosts(hostAddresses));
  mount('tmpfs', '/dev/net', 'tmpfs', 0, null);
  const ends = hosts.map(({ name, net, address }) => ({ name, netnsFd: net, address }));
  const { wire, tunRefused } = must(openWire({ hosts: ends, engineNetnsFd: home.net }));
  return { kind: wire.kind, tunRefused };
}

/** Every descriptor that opening a whole lab has left must close on exec: programs are started from this process. */
function descriptors(kind: string): unknown {
  const before = new Set(readdirSync('/proc/self/fd'));
  const lab = new TwoHosts(kind);
  lab.on('A', () => must(openLoopback()));
  const O_CLOEXEC = 0o2000000;
  return readdirSync('/proc/self/fd')
    .filter((fd) => !before.has(fd))
    .flatMap((fd) => {
      try {
        const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0';
        return (parseInt(flags, 8) & O_CLOEXEC) === 0 ? [readlinkSync(`/proc/self/fd/${fd}`)] : [];
      } catch {
        // The listing's own descriptor is closed again.
        return [];
      }
    });
}

const scenarios: Readonly<Record<string, (argument: string) => unknown>> = {
  connection,
  crossing,
  bulk,
  inside,
  settings,
  withoutTun,
  descriptors,
  probe: (user) => probe(user === 'root'),
};

const [, , name = '', argument = ''] = process.argv;
const scenario = scenarios[name];
if (!scenario) throw new Error(`no scenario ${name}`);
process.stdout.write(JSON.stringify(scenario(argument)));
