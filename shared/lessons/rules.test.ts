import { describe, expect, it } from 'vitest';
import { parseRule, ruleForms, Rules, type Matchable, type WireRule } from './rules.ts';

const rule = (text: string): WireRule => {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

const tcp = (from: 'A' | 'B', flags: string, len = 0, seq = 0): Matchable => ({
  from,
  tcp: { flags: flags.split(','), len, seq },
});

describe('rules of the wire', () => {
  it.each(ruleForms)('reads %s', (text) => expect(rule(text).text).toBe(text));

  it.each([
    'drop SYN',
    'lose the first SYN',
    'delay the first SYN',
    'drop the first SYN by 3 ms',
    'delay every ACK by 90000 ms',
    'drop every data with sequence 3',
    'hold every ACK by 3 ms',
  ])('refuses "%s" with advice', (text) => {
    const parsed = parseRule(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error.message).toMatch(/write|at most/);
  });

  it('counts what matches, in the order of sending', () => {
    const rules = new Rules([rule('drop the second SYN from B')]);
    const seen = [tcp('B', 'SYN'), tcp('A', 'SYN,ACK'), tcp('A', 'SYN'), tcp('B', 'SYN'), tcp('B', 'SYN')];
    expect(seen.map((packet) => rules.match(packet)?.action ?? null)).toEqual([null, null, null, 'drop', null]);
  });

  it('looks at what the header says', () => {
    const rules = new Rules([
      rule('drop the first data from B with seq 6 and len 5'),
      rule('delay every data with len 7 by 20 ms'),
    ]);
    const seen = [
      tcp('B', 'ACK', 5, 1),
      tcp('B', 'ACK', 3, 6),
      tcp('A', 'ACK', 5, 6),
      tcp('B', 'ACK', 5, 6),
      tcp('B', 'ACK', 7),
    ];
    expect(seen.map((packet) => rules.match(packet)?.action ?? null)).toEqual([null, null, null, 'drop', 'delay']);
    expect(rules.match({ from: 'B', udp: { len: 5 } })).toBeNull();
  });

  it('holds one kind where all others go by themselves', () => {
    const rules = new Rules([rule('hold every FIN'), rule('release every packet')]);
    expect([tcp('A', 'SYN'), tcp('A', 'FIN,ACK')].map((packet) => rules.match(packet)?.action)).toEqual([
      'release',
      'hold',
    ]);
  });

  it('a bare ACK is neither data, nor a handshake, nor a FIN', () => {
    const rules = new Rules([rule('drop every ACK')]);
    const seen = [tcp('A', 'PSH,ACK', 5), tcp('A', 'SYN,ACK'), tcp('A', 'FIN,ACK'), tcp('A', 'ACK')];
    expect(seen.map((packet) => rules.match(packet) !== null)).toEqual([false, false, false, true]);
  });

  it('the first rule that matches wins, and the others count on', () => {
    const rules = new Rules([
      rule('drop the first data'),
      rule('release every packet'),
      rule('delay the second data by 5 ms'),
    ]);
    const data = tcp('B', 'PSH,ACK', 5);
    expect([rules.match(data), rules.match(data)].map((found) => found?.action)).toEqual(['drop', 'release']);
  });
});
