/** Compares calls in our spelling with strace's lines of the same calls: no argument may be worse described. */

interface CallLine {
  readonly call: string;
  readonly args: readonly string[];
  readonly result: string;
}

const brackets: Readonly<Record<string, number>> = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 };

/** `connect(3, {sa_family=…}, 16) = 0` as its parts; null where it is no whole call. */
export function parseCall(line: string): CallLine | null {
  const open = line.indexOf('(');
  const args: string[] = [];
  let depth = 0;
  let start = open + 1;
  let quoted = false;
  for (let i = open + 1; i < line.length; i++) {
    const character = line[i] as string;
    if (quoted && character === '\\') i++;
    else if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === ',' && depth === 0) {
      args.push(line.slice(start, i).trim());
      start = i + 1;
    }
    if (character === ')' && depth === 0) {
      if (i > start) args.push(line.slice(start, i).trim());
      const result = /^\)\s+= (.*)$/.exec(line.slice(i))?.[1];
      return open <= 0 || result === undefined ? null : { call: line.slice(0, open), args, result };
    }
    depth += brackets[character] ?? 0;
  }
  return null;
}

/** The same thing in strace's words and in ours: what strace writes, and how it reads here. */
const words: readonly (readonly [RegExp, string])[] = [
  // A comment names the group in which strace found no name.
  [/ \/\* [A-Z_]+\?+ \*\//g, ''],
  [/\.\.\. \/\* (0x[0-9a-f]+) \*\//g, '$1'],
  [/_IOC\(_IOC_NONE, 0xb, 0xad, 0\)/g, '0xbad'],
  // The first of two names of one number; ours are the man pages'.
  [/cmsg_type=SO_TIMESTAMP_OLD/g, 'cmsg_type=SCM_TIMESTAMP'],
  [/\b(SO_\w+)_OLD\b/g, '$1'],
  [/\bTIOCOUTQ\b/g, 'SIOCOUTQ'],
  [/\bWSTOPPED\b/g, 'WUNTRACED'],
  [/if_nametoindex\("lo"\)/g, '1'],
  [/^\? ERESTART.*$/, '?'],
  // What rt_sigtimedwait(2) answers is named there.
  [/^(\d+) \(SIG\w+\)$/, '$1'],
  // rt_sigreturn(2)'s only figure is named there.
  [/\{mask=(~?\[[^\]]*\])\}/g, '$1'],
];

/** Unknown numbers are hexadecimal there and decimal here; longer ones are addresses. */
const shortHexadecimal = /\b0x[0-9a-f]{1,6}\b/g;

const inOurWords = (text: string): string =>
  words
    .reduce((sum, [strace, ours]) => sum.replace(strace, ours), text)
    .replaceAll(shortHexadecimal, (number) => String(Number(number)));

/** What is told here and not, or not as such, by strace: its argument, and ours. */
const better: readonly (readonly [strace: RegExp, ours: RegExp])[] = [
  // strace prints an address wherever it does not look, or the call failed.
  [/^0x[0-9a-f]+$/, /^["[{]/],
  // SO_RCVTIMEO and SO_SNDTIMEO, TCP_INFO, IP_MULTICAST_IF: bytes or a number there, structures here.
  [/^".*"(\.\.\.)?$/, /^\{(tv_sec|tcpi_state)=/],
  [/^\[16777343\]$/, /^inet_addr\("127\.0\.0\.1"\)$/],
  // SO_TYPE, SO_DOMAIN, SO_PROTOCOL.
  [/^\[\d+\]$/, /^\[(SOCK|AF|IPPROTO)_\w+\]$/],
  // TCP_CONGESTION: four bytes are an int for strace.
  [/^\[1869505906\]$/, /^"reno"$/],
  // An address that was cut to the room offered for it: its family and bytes there.
  [/^\{sa_family=AF_INET, sa_data="/, /^\{sa_family=AF_INET, sin_port=/],
  // A message that was not received: its length there, the whole offer here.
  [/^\{msg_namelen=\d+\}$/, /^\{msg_name=.*, msg_namelen=\d+,/],
  // splice(2)'s offsets: before the call there, before and after it here.
  [/^\[\d+\]$/, /^\[\d+\] => \[\d+\]$/],
  // socketpair(2)'s protocol has no name there.
  [/^0$/, /^IPPROTO_IP$/],
];

/** Options that are texts have their NULs there: SO_BINDTODEVICE, TCP_CONGESTION. */
const withoutNuls = (argument: string): string => argument.replace(/^"(\w+)(\\0)+"$/, '"$1"');

/** Contents that strace leaves out: of control messages cut short or of unknown type. */
const withoutExtras = (argument: string): string => argument.replaceAll(/, cmsg_data="(\\.|[^"\\])*"/g, '');

const sameArgument = (ours: string, theirs: string): boolean => {
  if (ours === withoutNuls(theirs) || withoutExtras(ours) === theirs) return true;
  return better.some(([strace, own]) => strace.test(theirs) && own.test(ours));
};

/**
 * Why our line does not tell at least what strace's tells of the same call; null where it does. Both have been freed of
 * what differs between two runs.
 */
export function whyNotSame(ours: string, theirs: string): string | null {
  const own = parseCall(inOurWords(ours));
  const strace = parseCall(inOurWords(theirs));
  const told = `\n  ours   ${ours}\n  strace ${theirs}`;
  if (own === null || strace === null) return `one is no call:${told}`;
  if (own.call !== strace.call) return `another call:${told}`;
  if (own.args.length !== strace.args.length) return `another number of arguments:${told}`;
  if (inOurWords(own.result) !== inOurWords(strace.result)) return `another result:${told}`;
  const at = own.args.findIndex((argument, i) => !sameArgument(argument, strace.args[i] ?? ''));
  return at < 0 ? null : `argument ${at + 1}:${told}`;
}
