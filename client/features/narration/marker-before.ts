import type { LabEvent } from '#shared/events/event';

/** How far back a note is looked for. */
const MOST = 60;

/** The last note (marker) since something was released before `seq`: it stands at this step. null: there is none. */
export function markerBefore(eventOf: (seq: number) => LabEvent | undefined, seq: number): string | null {
  for (let at = seq; at > Math.max(0, seq - MOST); at--) {
    const event = eventOf(at);
    if (event?.kind === 'marker') return event.label;
    if (event?.kind === 'gate.release' && event.source !== 'lab') return null;
  }
  return null;
}
