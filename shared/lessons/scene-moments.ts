import type { LabEvent } from '../events/event.ts';

/** Where a scene lies in a recording of its walkthrough: seqs of the log. */
export interface SceneMoments {
  /** Its scene.enter: the lab is quiet, and nothing of the scene has happened. */
  readonly begin: number;
  /** Where a person could look at it meanwhile: right before each release it was quiet. */
  readonly stops: readonly number[];
  /** Its last event: the next scene begins after it. */
  readonly end: number;
}

/** Finds a scene (from 0) in a recording; null where the recording does not hold it. */
export function sceneMoments(events: readonly LabEvent[], scene: number): SceneMoments | null {
  const enter = events.findIndex((event) => event.kind === 'scene.enter' && event.scene === scene + 1);
  const begin = events[enter]?.seq;
  if (begin === undefined) return null;
  const next = events.findIndex((event, i) => i > enter && event.kind === 'scene.enter');
  const own = events.slice(enter, next < 0 ? events.length : next);
  return {
    begin,
    stops: own.flatMap(({ kind, seq }) => (kind === 'gate.release' && seq - 1 > begin ? [seq - 1] : [])),
    end: own.at(-1)?.seq ?? begin,
  };
}
