import { unreachable } from '#shared/base/exhaustive';
import type { Address } from '#shared/events/address';
import type { PacketState } from '#shared/model/state';
import type { Argument, Value } from '#shared/events/value';
import { fromBase64 } from '#shared/base/base64';
import type { Nanos } from '#shared/base/units';
import { cut } from '../../ui/text-width.ts';

/**
 * Calls, values and packets in the shortest form that a reader of C takes in at a glance: connect(3, {10.0.0.1:7000}, 16).
 * The event log has strace's full spelling.
 */

/** How many of the kernel's arguments the source's call has: send() is sendto() with two zeros behind. */
const apiArguments: Readonly<Record<string, number>> = { send: 4, recv: 4, accept: 3 };

export function shortAddress(address: Address | null): string {
  if (address === null) return '';
  switch (address.family) {
    case 'AF_INET':
      return `${address.addr}:${address.port}`;
    case 'AF_INET6':
      return `[${address.addr}]:${address.port}`;
    case 'AF_UNIX':
      if (address.path !== undefined) return address.path;
      return address.abstract === undefined ? 'unnamed' : `@${address.abstract}`;
    default:
      return unreachable(address);
  }
}

/** Bytes as a C string's inside; what does not print is escaped. */
export function escapeBytes(bytes: Uint8Array): string {
  const escapes: Readonly<Record<number, string>> = { 0: '\\0', 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 92: '\\\\' };
  return [...bytes]
    .map((byte) => {
      const named = escapes[byte];
      if (named !== undefined) return named;
      return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}

export function shortValue(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if ('symbol' in value) return value.symbol;
  if ('flags' in value) return value.flags.length === 0 ? '0' : value.flags.join('|');
  if ('family' in value) return value.family === 'AF_UNIX' ? `{"${shortAddress(value)}"}` : `{${shortAddress(value)}}`;
  if ('bytes' in value) return `"${cut(escapeBytes(fromBase64(value.bytes)), 14)}"`;
  if ('text' in value) return `"${cut(value.text, 18)}"`;
  if ('pointer' in value) return '…';
  if ('fault' in value) return '?';
  if ('struct' in value) return '{…}';
  return `[${value.list.map(shortValue).join(', ')}]`;
}

/**
 * A call as the source says it, in at most `max` characters: long arguments give way to an ellipsis from the end on.
 */
export function shortCall(api: string, args: readonly Argument[], max: number): string {
  const forms = callForms(api, args);
  return forms.find((text) => text.length <= max) ?? forms.at(-1) ?? '';
}

/** The spellings of a call from the full one to the bare name with an ellipsis. */
export function callForms(api: string, args: readonly Argument[]): readonly string[] {
  const wanted = args.slice(0, apiArguments[api] ?? args.length).map((argument) => shortValue(argument.value));
  const whole = `${api}(${wanted.join(', ')})`;
  const shorter = wanted.slice(1).map((_, i) => {
    const kept = wanted.slice(0, wanted.length - 1 - i);
    return `${api}(${[...(kept.at(-1) === '…' ? kept.slice(0, -1) : kept), '…'].join(', ')})`;
  });
  return [...new Set([whole, ...shorter, ...(wanted.length > 0 ? [`${api}(…)`] : [])])];
}

/** A result as C shows it: 3, or -1 with the error's name. */
export const shortResult = (ret: number, errno: string | null): string =>
  errno === null ? String(ret) : `-1 ${errno}`;

export interface PacketWords {
  /** SYN,ACK; UDP; an ICMP name. */
  readonly head: string;
  /** seq=0 ack=1 len=5 */
  readonly rest: string;
}

/** A packet in words: its flags, then the numbers that matter. */
export function packetWords(packet: PacketState): PacketWords {
  const { tcp, udp, icmp, fault, ip } = packet.event;
  if (tcp !== undefined) {
    const numbers = [`seq=${tcp.seq}`];
    if (tcp.ack !== undefined) numbers.push(`ack=${tcp.ack}`);
    if (tcp.len > 0) numbers.push(`len=${tcp.len}`);
    return { head: tcp.flags.join(',') || 'no flags', rest: numbers.join(' ') };
  }
  if (udp !== undefined) return { head: 'UDP', rest: `len=${udp.len}` };
  if (icmp !== undefined) return { head: icmp.name, rest: '' };
  return { head: fault === undefined ? `IP ${ip?.protocol ?? '?'}` : 'undecoded', rest: '' };
}

/** A duration for a badge: 340 ms, 2.1 s, 3 min 05 s. */
export function shortDuration(nanos: Nanos): string {
  const seconds = Math.max(0, nanos) / 1e9;
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}
