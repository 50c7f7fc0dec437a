import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabEvent } from '../events/event.ts';
import { applyEvent } from './apply.ts';
import { initialState } from './initial.ts';
import { stopAfter, stopBefore, stopsOf } from './stops.ts';
import { Timeline } from './timeline.ts';
import { client, server, tcpEcho } from './testing/tcp-echo.ts';
import { Story } from './testing/story.ts';
import { fuzz } from '../base/testing/fuzz.ts';

const { log } = tcpEcho();
const played = log.reduce<ReturnType<typeof applyEvent>[]>(
  (states, event) => [...states, applyEvent(states.at(-1) ?? initialState, event)],
  [initialState],
);

describe('a timeline', () => {
  test('jumping to a moment shows what playing to it shows, wherever one has been before', () => {
    assert(
      property(
        array(integer({ min: -2, max: log.length + 5 }), { minLength: 1, maxLength: 40 }),
        integer({ min: 1, max: 30 }),
        integer({ min: 1, max: 4 }),
        (jumps, every, keep) => {
          const timeline = new Timeline(log, { every, keep });
          for (const seq of jumps) {
            const expected = played[Math.min(Math.max(seq, 0), log.length)];
            expect(timeline.stateAt(seq)).toEqual(expected);
          }
        },
      ),
      fuzz(60),
    );
  });

  test('goes on from a snapshot, and does not know what was before it', () => {
    const base = played[50] ?? initialState;
    const timeline = new Timeline(log.slice(50), { base, every: 8 });
    expect(timeline.start).toBe(50);
    expect(timeline.stateAt(77)).toEqual(played[77]);
    expect(timeline.stateAt(3)).toEqual(base);
    expect(timeline.event(51)).toBe(log[50]);
  });

  test('refuses a log with a hole', () => {
    expect(() => new Timeline([...log.slice(0, 5), ...log.slice(6)])).toThrow('event 7 does not follow event 5');
  });
});

describe('stops', () => {
  test('lie just before each release, and at the end', () => {
    const stops = stopsOf(log);
    const releases = log.filter((event) => event.kind === 'gate.release').map((event) => event.seq - 1);
    expect(stops).toEqual([...releases, log.length]);
    expect(stopBefore(stops, 1)).toBe(0);
    expect(stopBefore(stops, log.length)).toBe(releases.at(-1));
    expect(stopAfter(stops, 0)).toBe(releases[0]);
    expect(stopAfter(stops, releases[3] ?? 0)).toBe(releases[4]);
    expect(stopAfter(stops, log.length)).toBeNull();
  });

  test('gates let go in one breath are one stop; gates that open by themselves are none', () => {
    const story = new Story().start(['server', 'client']).spawn(server).spawn(client);
    story.enter(server, 'socket', 1).enter(client, 'socket', 1);
    const quiet = story.state.seq;
    story.letIn(server).letIn(client);
    story.add('marker', { label: 'later' });
    const dying: LabEvent = {
      seq: story.log.length + 1,
      t: 1,
      kind: 'gate.release',
      source: 'lab',
      gate: 'g9',
      by: 'its end',
    };
    expect(stopsOf([...story.log, dying])).toEqual([quiet, dying.seq]);
  });
});
