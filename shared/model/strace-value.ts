import { signalName } from '../abi/signals.ts';
import { fromBase64 } from '../base/base64.ts';
import { unreachable } from '../base/exhaustive.ts';
import type { Address } from '../events/address.ts';
import type { Value } from '../events/value.ts';

/** strace shows this many bytes of a string (its option -s), then three dots. */
const SHOWN_BYTES = 32;
/** And this many entries of an array. */
const SHOWN_ENTRIES = 32;

const escapes: Readonly<Record<number, string>> = {
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/**
 * Bytes as strace quotes them: C escapes, other unprintable bytes in octal, as short as the next digit allows
 * (print_quoted_string_ex in strace's util.c). `total`: how many bytes there are in all.
 */
export function quoteBytes(bytes: Uint8Array, total = bytes.length, most = SHOWN_BYTES): string {
  const shown = bytes.subarray(0, most);
  let text = '';
  shown.forEach((byte, i) => {
    const next = shown[i + 1] ?? 0;
    const escape = escapes[byte];
    if (escape !== undefined) text += escape;
    else if (byte >= 32 && byte < 127) text += String.fromCharCode(byte);
    else if (next >= 48 && next <= 55) text += `\\${byte.toString(8).padStart(3, '0')}`;
    else text += `\\${byte.toString(8)}`;
  });
  return `"${text}"${total > shown.length ? '...' : ''}`;
}

/** A text (a path) in quotes, its UTF-8 bytes escaped as strace does. */
const quoteText = (text: string): string => quoteBytes(utf8Bytes(text), undefined, 4096);

function utf8Bytes(text: string): Uint8Array {
  // encodeURIComponent is UTF-8 with %XX for every byte beyond ASCII (ECMA-262 19.2.6.4); a lone surrogate has no UTF-8 form.
  const encoded = encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'));
  return Uint8Array.from(encoded.match(/%..|[^%]/g) ?? [], (unit) =>
    unit.length === 3 ? Number.parseInt(unit.slice(1), 16) : unit.charCodeAt(0),
  );
}

/** A socket address in strace's spelling. */
function straceAddress(address: Address): string {
  switch (address.family) {
    case 'AF_INET':
      return `{sa_family=AF_INET, sin_port=htons(${address.port}), sin_addr=inet_addr("${address.addr}")}`;
    case 'AF_INET6':
      return `{sa_family=AF_INET6, sin6_port=htons(${address.port}), sin6_flowinfo=htonl(${address.flow ?? 0}), inet_pton(AF_INET6, "${address.addr}", &sin6_addr), sin6_scope_id=${address.scope ?? 0}}`;
    case 'AF_UNIX':
      if (address.path !== undefined) return `{sa_family=AF_UNIX, sun_path=${quoteText(address.path)}}`;
      if (address.abstract !== undefined) return `{sa_family=AF_UNIX, sun_path=@${quoteText(address.abstract)}}`;
      return '{sa_family=AF_UNIX}';
    default:
      return unreachable(address);
  }
}

/** One argument or output in strace's spelling. */
export function straceValue(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if ('symbol' in value) return value.symbol;
  if ('flags' in value) return value.flags.length === 0 ? '0' : value.flags.join('|');
  if ('family' in value) return straceAddress(value);
  if ('bytes' in value) return quoteBytes(fromBase64(value.bytes), value.length);
  if ('text' in value) return quoteText(value.text);
  if ('pointer' in value) return value.pointer;
  // strace shows the bare address where it cannot read.
  if ('fault' in value) return /0x[0-9a-f]+/.exec(value.fault)?.[0] ?? `/* ${value.fault} */`;
  if ('fields' in value) return straceStruct(value);
  if (value.of === 'sigset_t') return signalSet(value.list);
  if (value.of === 'fd_set') return `[${value.list.map(straceValue).join(' ')}]`;
  const shown = value.list.slice(0, SHOWN_ENTRIES).map(straceValue);
  return `[${[...shown, ...((value.total ?? value.list.length) > shown.length ? ['...'] : [])].join(', ')}]`;
}

type Struct = Extract<Value, { readonly struct: string }>;

/** Structures that strace does not write as {name=value, …}. */
const spellings: Readonly<Record<string, (fields: Struct['fields']) => string>> = {
  'wait status': waitStatus,
  environ: ({ address, variables }) => `${text(address)} /* ${text(variables)} ${variables === 1 ? 'var' : 'vars'} */`,
  in_addr: ({ s_addr: address }) => text(address),
};

const text = (value: Value | undefined): string => straceValue(value ?? null);

const braces = (fields: Struct['fields']): string =>
  `{${Object.entries(fields)
    .map(([name, field]) => `${name}=${straceValue(field)}`)
    .join(', ')}}`;

/** A structure in strace's spelling. */
const straceStruct = ({ struct, fields }: Struct): string =>
  (Object.hasOwn(spellings, struct) ? spellings[struct]?.(fields) : undefined) ?? braces(fields);

/** What wait(2)'s macros say: [{WIFEXITED(s) && WEXITSTATUS(s) == 0}]. */
function waitStatus(fields: Struct['fields']): string {
  const terms = Object.entries(fields).map(([macro, value]) =>
    macro.startsWith('WIF') || macro === 'WCOREDUMP' ? `${macro}(s)` : `${macro}(s) == ${straceValue(value)}`,
  );
  return `[{${terms.join(' && ')}}]`;
}

const SIGNALS = 64;

/** A set of signals by their bare names; one with more than half of them as what it lacks: ~[KILL STOP]. */
function signalSet(list: readonly Value[]): string {
  const names = list.map((signal) => straceValue(signal));
  const inverted = names.length >= SIGNALS / 2;
  const shown = inverted ? all().filter((name) => !names.includes(name)) : names;
  return `${inverted ? '~' : ''}[${shown.map((name) => name.replace(/^SIG/, '')).join(' ')}]`;
}

const all = (): string[] => Array.from({ length: SIGNALS }, (_, i) => signalName(i + 1));
