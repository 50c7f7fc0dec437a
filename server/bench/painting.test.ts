import { describe, expect, it } from 'vitest';
import { readRun } from './painting.ts';

const ms = 1e6;

/**
 * Two steps, with the engine's clock started at 1000 by the page's. Events are told at 0, 100 and 103, and 200.
 *
 *     page    900 click  1002 [1]  1010 paint   1099 step   1106 [2 3]   1120 paint   1199.5 step  1203 [4]  1216 paint
 *     engine          0 start              100 release  103 exit                       200 release
 */
const recorded = {
  clicked: 900,
  sent: [
    { at: 950, text: '{"type":"hello"}' },
    { at: 1099, text: '{"type":"step"}' },
    { at: 1199.5, text: '{"type":"step"}' },
  ],
  received: [
    { at: 1001, text: '{"type":"welcome"}' },
    { at: 1002, text: JSON.stringify({ type: 'events', events: [{ seq: 1, t: 0, kind: 'lab.start' }] }) },
    {
      at: 1106,
      text: JSON.stringify({
        type: 'events',
        events: [
          { seq: 2, t: 100 * ms, kind: 'gate.release', source: 'user' },
          { seq: 3, t: 103 * ms, kind: 'syscall.exit' },
        ],
      }),
    },
    {
      at: 1203,
      text: JSON.stringify({
        type: 'events',
        events: [{ seq: 4, t: 200 * ms, kind: 'gate.release', source: 'user' }],
      }),
    },
  ],
  painted: [
    { at: 1010, seq: 1 },
    { at: 1120, seq: 3 },
    { at: 1216, seq: 4 },
  ],
};

describe('a recorded run', () => {
  it('bounds the engine’s clock by what it answers and by what arrives, and takes the bound that is not kind', () => {
    // The second step was sent 0.5 before its release at the most: the clock was 0 at 999.5 at the earliest, 1002 at the latest.
    const run = readRun(recorded);
    expect(run.clockWithin).toBeCloseTo(2.5);
    expect(run.arrived).toEqual([2.5, 6.5, 3.5, 3.5]);
  });

  it('counts each event to the first frame that shows it or a later moment', () => {
    expect(readRun(recorded).painted).toEqual([10.5, 20.5, 17.5, 16.5]);
  });

  it('counts the first event from the click', () => {
    const { firstEvent, firstPainted } = readRun(recorded);
    expect({ firstEvent, firstPainted }).toEqual({ firstEvent: 102, firstPainted: 110 });
  });

  it('is refused where an event was never painted, or a step went unanswered', () => {
    expect(() => readRun({ ...recorded, painted: recorded.painted.slice(0, 2) })).toThrow('event 4 was never painted');
    expect(() => readRun({ ...recorded, received: recorded.received.slice(0, 3) })).toThrow('2 steps');
  });
});
