import { unreachable } from '#shared/base/exhaustive';
import type { EventOf, LabEvent } from '#shared/events/event';
import type { Tier } from '#shared/events/lab';
import type { SocketState } from '#shared/events/socket';
import { happeningsOf, needsTheEnd, parseCondition, type Condition, type Happening } from '#shared/lessons/conditions';
import type { Lesson } from '#shared/lessons/lesson';
import { held } from '#shared/lessons/tracker';
import type { RunEnd } from '../sessions/driver.ts';

/**
 * What went wrong in a finished run, a sentence each: the lab itself, a program that failed (unless the lesson expects
 * just that), an expectation that was not met. Empty: all is well.
 */
export function faultsOf(lesson: Lesson, events: readonly LabEvent[], end: RunEnd, tier: Tier = 'lab'): string[] {
  const faults: string[] = [];
  switch (end.kind) {
    case 'finished':
      break;
    case 'stuck':
      faults.push(`Nothing is left that could happen, but not every program has ended: ${end.why}.`);
      break;
    case 'failed':
      // What did not happen after that tells nothing new.
      return [end.why];
    default:
      unreachable(end);
  }

  const expected = lesson.expect.map((text) => ({ text, condition: read(text) }));
  for (const event of events) {
    if (event.kind === 'process.exit' && !wanted(event, expected)) faults.push(...exitFault(event));
  }
  const met = held(
    expected.map(({ condition }) => condition),
    events,
  );
  expected.forEach(({ text, condition }, i) => {
    if (!canHappen(condition, tier) || met[i] === true) return;
    faults.push(
      `The lesson expects “${text}”, and ${needsTheEnd(condition) ? 'it was otherwise' : 'that did not happen'}.`,
    );
  });
  return faults;
}

/** What the lesson expects and this tier cannot show where there is no wire: packets between hosts, and states that pass with them. */
export function uncheckedOf(lesson: Lesson, tier: Tier): string[] {
  const texts = lesson.expect.filter((text) => !canHappen(read(text), tier));
  return texts.length === 0 ? [] : [`Not checked, because tier ${tier} has no wire: “${texts.join('”, “')}”.`];
}

const canHappen = (condition: Condition, tier: Tier): boolean =>
  tier === 'lab' || happeningsOf(condition).every(needsNoWire);

/** States that last as long as a packet is on its way: over lo that is over before anybody can look. */
const passing: ReadonlySet<SocketState> = new Set(['SYN_SENT', 'SYN_RECV', 'FIN_WAIT1', 'CLOSING', 'LAST_ACK']);

function needsNoWire(what: Happening): boolean {
  switch (what.kind) {
    case 'packet':
      return what.from === what.to;
    case 'reaches':
    case 'is':
      return !passing.has(what.state);
    case 'goes':
      return false;
    default:
      return true;
  }
}

function exitFault(event: EventOf<'process.exit'>): string[] {
  if (event.signal !== undefined) return [`${event.role} (pid ${event.pid}) was killed by ${event.signal}.`];
  return event.status === 0 ? [] : [`${event.role} (pid ${event.pid}) ended with status ${event.status ?? 'unknown'}.`];
}

/** Whether the lesson expects this program to fail in just this way. */
const wanted = (event: EventOf<'process.exit'>, expected: readonly { condition: Condition }[]): boolean =>
  expected.some(
    ({ condition }) =>
      (condition.kind === 'exits' && condition.role === event.role && condition.status === event.status) ||
      (condition.kind === 'killed' && condition.role === event.role && condition.signal === event.signal),
  );

function read(text: string): Condition {
  const condition = parseCondition(text);
  // parseLesson has checked it: a lesson with a condition that cannot be read is refused before it starts.
  if (!condition.ok) throw new Error(condition.error.message);
  return condition.value;
}
