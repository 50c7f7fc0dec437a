import { readFileSync, writeFileSync } from 'node:fs';
import type { LabSettings } from '#shared/events/lab';
import { NetlinkSocket } from '../netlink/netlink-socket.ts';
import { encodeRtoMin } from '../netlink/route.ts';
import { INTERFACE, PREFIX } from './host-setup.ts';
import { interfaceAddress, interfaceIndex } from './interface.ts';

/**
 * Settings of a host's kernel (Documentation/networking/ip-sysctl.rst). /proc/sys/net shows the network namespace of the
 * thread that looks, and the root of its user namespace may write most of it.
 */

export interface Setting {
  readonly name: string;
  readonly value: string;
  /** What a lab is like on a kernel that lacks it; `since`: the first that has it. */
  readonly since?: string;
  readonly without?: string;
}

const NETLINK_ROUTE = 0;
const ENODEV = 19;
const RTO_MIN_MS = 1000;

/** With these a held packet survives minutes: no count of retries runs out, and copies come at a bearable pace. */
const holding: readonly Setting[] = [
  { name: 'tcp_syn_retries', value: '127' },
  { name: 'tcp_synack_retries', value: '255' },
  { name: 'tcp_retries2', value: '255' },
  { name: 'tcp_orphan_retries', value: '255' },
  { name: 'tcp_fin_timeout', value: '3600' },
  {
    name: 'tcp_rto_min_us',
    value: String(RTO_MIN_MS * 1000),
    since: '6.11',
    without: 'the least retransmission timeout is set on the route instead',
  },
  {
    name: 'tcp_rto_max_ms',
    value: '10000',
    since: '6.15',
    without: 'copies of a held packet come up to two minutes apart, and a connection goes on as late after its release',
  },
  {
    name: 'tcp_syn_linear_timeouts',
    value: '0',
    since: '6.5',
    without: 'copies of a SYN are spaced exponentially in any case',
  },
  { name: 'tcp_early_retrans', value: '0' },
  { name: 'tcp_timestamps', value: '0' },
  { name: 'tcp_no_metrics_save', value: '1' },
  { name: 'tcp_invalid_ratelimit', value: '0' },
  { name: 'tcp_syncookies', value: '0' },
];

/** In every lab: RFC 5681's congestion control, as in the textbooks, whatever the machine prefers. */
const always: readonly Setting[] = [{ name: 'tcp_congestion_control', value: 'reno' }];

const path = (name: string): string => `/proc/sys/net/ipv4/${name}`;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'an unknown error';

/** Writes one setting of the current network namespace: null, or the error's code. */
function set(name: string, value: string): string | null {
  try {
    writeFileSync(path(name), value);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

/** What it means for a lab that a setting cannot be had, by the error's code. */
export function explain({ name, since, without }: Setting, code: string): string {
  if (code === 'ENOENT')
    return without === undefined
      ? `This kernel has no net.ipv4.${name}.`
      : `This kernel has no net.ipv4.${name} (Linux ${since ?? 'later'} has it): ${without}.`;
  if (code === 'EROFS')
    return `net.ipv4.${name} cannot be set, /proc/sys is read-only: give the container a writable /proc/sys.`;
  return `net.ipv4.${name} cannot be set (${code}): held packets may time out sooner.`;
}

/** A sentence for each setting that cannot be had; one for all where /proc/sys is read-only, for then it is every one. */
export function explainAll(refused: readonly (readonly [Setting, code: string])[]): string[] {
  const readOnly = refused.filter(([, code]) => code === 'EROFS');
  if (readOnly.length < 2) return refused.map(([setting, code]) => explain(setting, code));
  const others = refused.filter(([, code]) => code !== 'EROFS');
  return [
    `/proc/sys is read-only, so ${readOnly.length} settings of a host's kernel stay as they are and held packets may time out sooner: give the container a writable /proc/sys.`,
    ...others.map(([setting, code]) => explain(setting, code)),
  ];
}

/**
 * Locks the least retransmission timeout on the on-link route of eth0, in the current network namespace: 0 or -errno. What
 * passes lo keeps the kernel's own (200 ms).
 */
export function lockRtoMin(): number {
  const address = interfaceAddress(INTERFACE);
  if (address === null) return -ENODEV;
  const netlink = NetlinkSocket.open(NETLINK_ROUTE);
  if (!netlink.ok) return -ENODEV;
  const network = address.replace(/\.\d+$/, '.0');
  const index = interfaceIndex(INTERFACE);
  const result = netlink.value.ask(
    encodeRtoMin({ index, network, prefix: PREFIX, source: address, rtoMinMs: RTO_MIN_MS }),
  );
  netlink.value.close();
  return result;
}

/**
 * Sets up the kernel of the host in whose network namespace the thread is, before its programs start and after its wire is
 * opened. `hold`: packets may be held for minutes; `defaults`: as Linux ships. `own`: the lesson's net.ipv4 settings. Answers what could not be had, a sentence each.
 */
export function applySettings(kernel: LabSettings['kernel'], own: Readonly<Record<string, number>> = {}): string[] {
  const missing: string[] = [];
  const refused: (readonly [Setting, string])[] = [];
  for (const setting of kernel === 'hold' ? [...always, ...holding] : always) {
    const code = set(setting.name, setting.value);
    if (code === null) continue;
    refused.push([setting, code]);
    // Without a wire (the probe's own host, the loopback tier) there is no route to lock.
    if (setting.name !== 'tcp_rto_min_us' || interfaceAddress(INTERFACE) === null) continue;
    const locked = lockRtoMin();
    if (locked < 0) missing.push(`The route's rto_min cannot be set either (errno ${-locked}).`);
  }
  for (const [name, value] of Object.entries(own)) {
    const code = set(name, String(value));
    if (code !== null) refused.push([{ name, value: String(value) }, code]);
  }
  return [...explainAll(refused), ...missing];
}

/** Buckets of a host's own tables: plenty for a lab, and quick to walk for a look. */
const TABLE = '1024';
/** What the kernel derives from the size of its table (tcp_sk_init) and would be too small then. */
const derived = ['tcp_max_tw_buckets', 'tcp_max_syn_backlog'] as const;

export interface HostTables {
  readonly limits: Readonly<Record<string, string>>;
}

/**
 * To be called in the engine's namespace before the hosts' are made: gives each of them small tables of its own for TCP (since
 * 6.1) and UDP (since 6.2) sockets. A dump walks the whole table, and the machine's has hundreds of thousands of buckets: a
 * look takes a tenth of the time. Older kernels share the machine's; then looks are slower and nothing else differs.
 */
export function shrinkHostTables(): HostTables {
  set('tcp_child_ehash_entries', TABLE);
  set('udp_child_hash_entries', TABLE);
  const limits: Record<string, string> = {};
  for (const name of derived) limits[name] = readFileSync(path(name), 'utf8').trim();
  return { limits };
}

/** To be called in a new host's namespace: what followed from the small tables is as on the machine again. */
export function restoreLimits({ limits }: HostTables): void {
  for (const [name, value] of Object.entries(limits)) set(name, value);
}
