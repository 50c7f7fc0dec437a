import { spawnSync } from 'node:child_process';
import { decodePacket } from '#shared/abi/packet';
import { RelativeNumbers } from '#shared/abi/relative-numbers';
import { stateFromSs } from '#shared/abi/states';
import type { Result } from '#shared/base/result';
import type { HostName } from '#shared/events/common';
import { poll } from '../../ffi/libc.ts';
import { makeHosts, within, type Host, type Namespaces } from '../../lab/hosts.ts';
import { hostAddresses } from '../../lab/settings.ts';
import { DiagSocket } from '../../netlink/diag-socket.ts';
import { applySettings } from '../sysctls.ts';
import { openTunWire } from '../tun.ts';
import { openVethWire } from '../veth.ts';
import { openWire, type Wire } from '../wire.ts';

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const POLLIN = 1;
/** Longer than a delayed ACK (40 ms) on a busy machine. */
const PATIENCE_MS = 500;

/** Two hosts on a wire, the kernel's states beside each step: what a scenario is told with. */
export class TwoHosts {
  readonly home: Namespaces;
  readonly hosts: Readonly<Record<HostName, Host>>;
  readonly wire: Wire;
  readonly diag: Readonly<Record<HostName, DiagSocket>>;
  /** What happened, a line a step. */
  readonly timeline: string[] = [];
  /** Looks that ss saw differently; and how many it was asked for. */
  readonly disagreements: string[] = [];
  asked = 0;
  readonly #numbers = new RelativeNumbers();

  /** `kind`: tun or veth; else whichever this machine has. */
  constructor(kind: string) {
    const { home, hosts } = must(makeHosts(hostAddresses));
    const [a, b] = hosts;
    if (!a || !b) throw new Error('a lab has two hosts');
    this.home = home;
    this.hosts = { A: a, B: b };
    const ends = hosts.map(({ name, net, address }) => ({ name, netnsFd: net, address }));
    const options = { hosts: ends, engineNetnsFd: home.net };
    if (kind === 'tun') this.wire = must(openTunWire(options));
    else if (kind === 'veth') this.wire = must(openVethWire(options));
    else this.wire = must(openWire(options)).wire;
    for (const host of hosts) within(host, home, () => applySettings('hold'));
    this.diag = { A: this.on('A', () => must(DiagSocket.open())), B: this.on('B', () => must(DiagSocket.open())) };
  }

  on<T>(host: HostName, work: () => T): T {
    return within(this.hosts[host], this.home, work);
  }

  /** All packets that this host sends from now until it has sent at least one. */
  sent(from: HostName): Uint8Array[] {
    const end = this.wire.fds.find(({ host }) => host === from);
    const entry = Buffer.alloc(8);
    entry.writeInt32LE(end?.fd ?? -1, 0);
    entry.writeInt16LE(POLLIN, 4);
    poll(entry, 1, PATIENCE_MS);
    return this.wire.read(from);
  }

  /** Tells a packet by its flags and numbers, and what is wrong with it. */
  tell(from: HostName, bytes: Uint8Array): string {
    const { ip, tcp, fault } = decodePacket(bytes, { checksums: true });
    if (!ip || !tcp) return `${from}: ${fault ?? 'not TCP'}`;
    const { seq, ack } = this.#numbers.relate(ip, tcp);
    const bad = ip.checksumOk && tcp.checksumOk && bytes.length <= 1500 ? '' : ' BAD';
    const payload = tcp.len > 0 ? ` (${tcp.len})` : '';
    return `${from} sends ${tcp.flags.join(',')} ${seq}${ack === undefined ? '' : `/${ack}`}${payload}${bad}`;
  }

  /** Delivers what this host has sent, a line each. */
  pass(from: HostName): void {
    for (const bytes of this.sent(from)) this.deliver(from, bytes);
  }

  deliver(from: HostName, bytes: Uint8Array): void {
    this.timeline.push(this.tell(from, bytes));
    const written = this.wire.write(from === 'A' ? 'B' : 'A', bytes);
    if (written !== 0) this.timeline.push(`not taken: ${written}`);
  }

  /** A look at both hosts, as a line; and ss's at the same moment. */
  look(): void {
    const words = (['A', 'B'] as const).map((host) => {
      const states = this.diag[host].dumpTcp().map(({ state }) => state);
      this.#compare(host, states);
      return `${host}: ${states.sort().join(' ')}`.trim();
    });
    this.timeline.push(words.join(' | '));
  }

  #compare(host: HostName, ours: readonly string[]): void {
    const { stdout, status } = this.on(host, () => spawnSync('ss', ['-Htan'], { encoding: 'utf8' }));
    if (status !== 0) return;
    this.asked++;
    const lines = stdout.split('\n').filter(Boolean);
    const theirs = lines.map((line) => stateFromSs('tcp', line.split(/\s+/)[0] ?? '') ?? line);
    const [mine, its] = [[...ours].sort().join(' '), theirs.sort().join(' ')];
    if (mine !== its) this.disagreements.push(`${host}: we say ${mine}, ss says ${its}`);
  }
}
