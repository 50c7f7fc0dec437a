import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { logText, MAX_LINES } from './log-text.ts';

const note = (seq: number): LabEvent => ({ seq, t: seq * 1e6, kind: 'marker', source: 'user', label: `n${seq}` });

describe('the log as text', () => {
  it('has a line for each event that strace would print, as far as the moment looked at', () => {
    const gate: LabEvent = {
      seq: 2,
      t: 2e6,
      kind: 'gate.open',
      source: 'lab',
      gate: 'g1',
      holds: 'syscall.enter',
      ref: 1,
    };
    expect(logText([note(1), gate, note(3), note(4)], 3)).toEqual({
      text: '1 0.001000 lab: marker: n1\n3 0.003000 lab: marker: n3',
      lines: 2,
      left: 0,
    });
    expect(logText([], 0).text).toBe('');
  });

  it('leaves out the beginning of what nobody could read, and says how much', () => {
    const events = Array.from({ length: MAX_LINES + 7 }, (_, i) => note(i + 1));
    const { text, lines, left } = logText(events, events.length);
    expect([lines, left, text.slice(0, 2)]).toEqual([MAX_LINES, 7, '8 ']);
  });
});
