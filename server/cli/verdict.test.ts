import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { EventLog } from '../sessions/log.ts';
import { exited, labStart, pair, started } from '../sessions/testing/drafts.ts';
import { faultsOf, uncheckedOf } from './verdict.ts';

const finished = { kind: 'finished' } as const;

function log(status: number): readonly LabEvent[] {
  const events = new EventLog();
  events.append([labStart(), started('server'), started('client'), exited('client', status), exited('server')]);
  return events.events;
}

describe('the verdict on a run', () => {
  it('is clean when every program ended well and all that is expected happened', () => {
    expect(faultsOf({ ...pair, expect: ['client exits 0', 'server exits 0'] }, log(0), finished)).toEqual([]);
  });

  it('names a program that failed, unless the lesson expects just that', () => {
    expect(faultsOf(pair, log(1), finished)).toEqual(['client (pid 200) ended with status 1.']);
    expect(faultsOf({ ...pair, expect: ['client exits 1'] }, log(1), finished)).toEqual([]);
  });

  it('names what was expected and did not happen', () => {
    expect(faultsOf({ ...pair, expect: ['client reaches SYN_SENT'] }, log(0), finished)).toEqual([
      'The lesson expects “client reaches SYN_SENT”, and that did not happen.',
    ]);
  });

  it('does not ask for packets between hosts where there is no wire, and says so', () => {
    const passing = ['client reaches SYN_SENT', 'client goes ESTABLISHED -> CLOSE_WAIT'];
    const lesson = { ...pair, expect: ['packet SYN from B to A', 'packet SYN from A to A', ...passing] };
    expect(faultsOf(lesson, log(0), finished, 'loopback')).toHaveLength(1);
    expect(uncheckedOf(lesson, 'loopback')).toEqual([
      'Not checked, because tier loopback has no wire: “packet SYN from B to A”, “client reaches SYN_SENT”, “client goes ESTABLISHED -> CLOSE_WAIT”.',
    ]);
    expect(uncheckedOf(lesson, 'lab')).toEqual([]);
  });

  it('says what the programs wait for, or why the lab broke', () => {
    expect(faultsOf(pair, log(0), { kind: 'stuck', why: 'server waits in accept' })[0]).toContain(
      'server waits in accept',
    );
    expect(faultsOf({ ...pair, expect: ['client exits 7'] }, log(0), { kind: 'failed', why: 'It broke.' })).toEqual([
      'It broke.',
    ]);
  });
});
