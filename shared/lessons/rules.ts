import { fail, failure, ok, type Result } from '../base/result.ts';
import type { HostName } from '../events/common.ts';

/** What a lesson lets the wire do by itself: one rule a sentence, in `settings: { wire: […] }`. */
export interface WireRule {
  readonly text: string;
  /** hold: as if there were no rule. It stands before one that matches more. */
  readonly action: 'release' | 'drop' | 'duplicate' | 'corrupt' | 'delay' | 'hold';
  /** Only for `delay`. */
  readonly delayMs: number;
  /** The n-th packet that matches (1-based, copies count); null: every one. */
  readonly nth: number | null;
  readonly what: 'packet' | 'data' | 'SYN' | 'SYN,ACK' | 'ACK' | 'FIN' | 'RST';
  readonly from: HostName | null;
  /** What its TCP header says; sequence numbers are relative, as in the log. */
  readonly where: readonly { readonly field: RuleField; readonly value: number }[];
}

const fields = ['seq', 'ack', 'len'] as const;
type RuleField = (typeof fields)[number];

/** The forms of the language, as shown to a person whose sentence is none of them. */
export const ruleForms: readonly string[] = [
  'drop the first SYN',
  'drop the second SYN,ACK from A',
  'duplicate the first data from B',
  'delay every ACK from A by 200 ms',
  'corrupt the first data',
  'drop every data from B with seq 6 and len 5',
  'hold every FIN',
  'release every packet',
];

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const MOST_DELAY_MS = 60_000;

const shape = new RegExp(
  `^(release|drop|duplicate|corrupt|delay|hold) (?:the (${ordinals.join('|')}) |every )` +
    '(packet|data|SYN,ACK|SYN|ACK|FIN|RST)(?: from ([AB]))?' +
    `(?: with ((?:${fields.join('|')}) \\d+(?: and (?:${fields.join('|')}) \\d+)*))?(?: by (\\d+) ms)?$`,
);

/** Reads one rule. Fails with code `rule` and a sentence that says what to write. */
export function parseRule(text: string): Result<WireRule> {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const found = shape.exec(words);
  if (!found) {
    return fail(failure('rule', `"${words}" is no rule of the wire; write it like one of: ${ruleForms.join('; ')}.`));
  }
  const [, action, ordinal, what, from, where = '', by] = found;
  if ((action === 'delay') !== (by !== undefined)) {
    return fail(failure('rule', `"${words}": a delay says how long, and nothing else does; write "by 200 ms".`));
  }
  const delayMs = Number(by ?? 0);
  if (delayMs > MOST_DELAY_MS) return fail(failure('rule', `"${words}": delay by ${MOST_DELAY_MS} ms at most.`));
  return ok({
    text: words,
    action: action as WireRule['action'],
    delayMs,
    nth: ordinal === undefined ? null : ordinals.indexOf(ordinal) + 1,
    what: what as WireRule['what'],
    from: (from as HostName | undefined) ?? null,
    where: [...where.matchAll(/(\w+) (\d+)/g)].map(([, field, value]) => ({
      field: field as RuleField,
      value: Number(value),
    })),
  });
}

type TcpNumbers = { readonly [field in 'seq' | 'ack']?: number | undefined };

/** As much of a packet as rules look at. */
export interface Matchable {
  readonly from: HostName;
  readonly tcp?: ({ readonly flags: readonly string[]; readonly len: number } & TcpNumbers) | undefined;
  readonly udp?: { readonly len: number } | undefined;
}

function isWhat(what: WireRule['what'], { tcp, udp }: Matchable): boolean {
  const has = (flag: string): boolean => tcp?.flags.includes(flag) ?? false;
  switch (what) {
    case 'packet':
      return true;
    case 'data':
      return (tcp?.len ?? udp?.len ?? 0) > 0;
    case 'SYN':
      return has('SYN') && !has('ACK');
    case 'SYN,ACK':
      return has('SYN') && has('ACK');
    case 'ACK':
      // A bare acknowledgment: almost every segment of a connection carries the flag.
      return has('ACK') && tcp?.len === 0 && !has('SYN') && !has('FIN') && !has('RST');
    case 'FIN':
      return has('FIN');
    case 'RST':
      return has('RST');
  }
}

/** Watches packets in the order in which they are sent, and says which rule, if any, each falls under. The first wins. */
export class Rules {
  private readonly counted: { readonly rule: WireRule; seen: number }[];

  constructor(rules: readonly WireRule[]) {
    this.counted = rules.map((rule) => ({ rule, seen: 0 }));
  }

  match(packet: Matchable): WireRule | null {
    let first: WireRule | null = null;
    for (const entry of this.counted) {
      const { rule } = entry;
      if (!isWhat(rule.what, packet) || (rule.from !== null && rule.from !== packet.from)) continue;
      if (!rule.where.every(({ field, value }) => packet.tcp?.[field] === value)) continue;
      entry.seen++;
      if (rule.nth === null || rule.nth === entry.seen) first ??= rule;
    }
    return first;
  }
}
