import type { Tier } from '#shared/events/lab';
import type { Capability } from '#shared/protocol/rest';
import { makeHosts, within, type Host, type Namespaces } from '../lab/hosts.ts';
import { hostAddresses } from '../lab/settings.ts';
import { openLoopback } from '../wire/loopback.ts';
import { applySettings } from '../wire/sysctls.ts';
import { openTunWire } from '../wire/tun.ts';
import { openVethWire } from '../wire/veth.ts';
import type { WireOptions } from '../wire/wire.ts';
import { absent, present, refused } from './capability.ts';
import { tryLooks } from './looks.ts';
import { tryProgram } from './programs.ts';

export interface Probe {
  readonly tier: Tier;
  /** One sentence: why this tier and not a better one. */
  readonly why: string;
  readonly capabilities: readonly Capability[];
}

/**
 * Tries out, inside the namespaces that a lab would get, everything that a lab needs; what it makes is gone with the process.
 * `dropUser`: the engine is the machine's root, so programs become nobody. That this runs at all shows that koffi loads.
 */
export function probe(dropUser: boolean): Probe {
  const koffi = present('koffi', 'The C library (koffi)', 'loaded');
  const made = makeHosts(hostAddresses);
  if (!made.ok) return judge([koffi, refused('namespaces', 'Hosts (network and mount namespaces, tmpfs)', made.error)]);
  const { home, hosts } = made.value;
  const [first] = hosts;
  if (!first) throw new Error('a lab has hosts');
  return judge([
    koffi,
    present('namespaces', 'Hosts (network and mount namespaces, tmpfs)', 'two hosts were made'),
    ...within(first, home, () => tryProgram(dropUser)),
    ...tryWires(hosts, home),
    ...within(first, home, () => [tryLoopback(), ...tryLooks(), trySettings()]),
  ]);
}

function tryWires(hosts: readonly Host[], home: Namespaces): Capability[] {
  const options: WireOptions = {
    hosts: hosts.map(({ name, net, address }) => ({ name, netnsFd: net, address })),
    engineNetnsFd: home.net,
  };
  return [
    { id: 'tun', name: 'The wire by TUN devices', open: openTunWire },
    { id: 'veth', name: 'The wire by veth pairs, where TUN is not usable', open: openVethWire },
  ].map(({ id, name, open }) => {
    const wire = open(options);
    if (!wire.ok) return refused(id, name, wire.error);
    wire.value.close();
    return present(id, name, 'two hosts were joined');
  });
}

function tryLoopback(): Capability {
  const [id, name] = ['loopback', 'Packets inside a host (AF_PACKET on lo)'];
  const opened = openLoopback();
  if (!opened.ok) return refused(id, name, opened.error);
  opened.value.close();
  return present(id, name, 'lo can be watched');
}

/** What lets a container's root set what a network namespace of its own has. */
export const WRITABLE_PROC_SYS =
  'Give the container a writable /proc/sys (Docker: --security-opt systempaths=unconfined).';

function trySettings(): Capability {
  const [id, name] = ['sysctls', 'Holding packets for minutes (sysctls of a host)'];
  const missing = applySettings('hold');
  if (missing.length === 0) return present(id, name, 'all of them can be set');
  const readOnly = missing.some((sentence) => sentence.includes('read-only'));
  return absent(id, name, missing.join(' '), readOnly ? WRITABLE_PROC_SYS : 'Use Linux 6.15 or newer for all of them.');
}

const because = ({ why, enable }: Capability): string => `${why}. ${enable ?? ''}`.trim();

/** Which tier these capabilities add up to, and why. */
export function judge(capabilities: readonly Capability[]): Probe {
  const lacks = (id: string): Capability | undefined => capabilities.find((found) => found.id === id && !found.ok);
  const has = (id: string): boolean => capabilities.some((found) => found.id === id && found.ok);
  const broken = lacks('namespaces') ?? lacks('ptrace');
  if (broken) {
    const what = broken.id === 'ptrace' ? 'Programs cannot be traced here' : 'Hosts cannot be made here';
    return { tier: 'replay', why: `${what}, so recordings are played: ${because(broken)}`, capabilities };
  }
  if (!has('tun') && !has('veth')) {
    const why = lacks('tun') ?? lacks('veth');
    return {
      tier: 'loopback',
      why: `There is no wire between hosts, so packets cannot be held: ${why ? because(why) : 'none was tried.'}`,
      capabilities,
    };
  }
  const poorer = capabilities.filter(({ ok }) => !ok).length;
  return {
    tier: 'lab',
    why:
      poorer === 0
        ? 'Everything a lab needs is here.'
        : 'All that a lab must have is here; some of what it can use is not.',
    capabilities,
  };
}
