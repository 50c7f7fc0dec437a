import { nanosToMillis } from '#shared/base/units';
import type { LabEvent } from '#shared/events/event';
import type { Recorded } from '../../client/e2e/bench-recorder.ts';

/** What one page saw of one lab, in milliseconds. */
export interface Run {
  /** For each event, from its observation in the engine to the end of the frame that showed it. */
  readonly painted: readonly number[];
  /** For each event, from its observation to its arrival in the page. */
  readonly arrived: readonly number[];
  /** From the click on the lesson to the arrival of the lab's first event, and until that was painted. */
  readonly firstEvent: number;
  readonly firstPainted: number;
  /** How much later than assumed the engine's clock may have started: by so much the figures may be too high. */
  readonly clockWithin: number;
}

/** Lab events with the page's time of their arrival; the page's steps, in order. */
interface Traffic {
  readonly events: readonly { readonly at: number; readonly event: LabEvent }[];
  readonly steps: readonly number[];
}

function trafficOf(recorded: Recorded): Traffic {
  const events = recorded.received.flatMap(({ at, text }) => {
    const message = JSON.parse(text) as { type: string; events?: LabEvent[] };
    return message.type === 'events' ? (message.events ?? []).map((event) => ({ at, event })) : [];
  });
  const steps = recorded.sent.flatMap(({ at, text }) =>
    (JSON.parse(text) as { type: string }).type === 'step' ? [at] : [],
  );
  return { events, steps };
}

/**
 * When the engine's clock was 0, by the page's clock. No event arrives before it was observed, so it was at the latest
 * min(arrival - t); no gate opens before the page asked for the step, so it was at the earliest max(step - t of the
 * gate.release that answers it).
 */
export function clockBounds({ events, steps }: Traffic): { readonly earliest: number; readonly latest: number } {
  const releases = events.flatMap(({ event }) =>
    event.kind === 'gate.release' && event.source === 'user' ? [nanosToMillis(event.t)] : [],
  );
  if (steps.length === 0 || releases.length !== steps.length) {
    throw new Error(`${steps.length} steps were answered by ${releases.length} releases`);
  }
  return {
    earliest: Math.max(...steps.map((at, i) => at - (releases[i] ?? NaN))),
    latest: Math.min(...events.map(({ at, event }) => at - nanosToMillis(event.t))),
  };
}

/** A stepped lab as its page recorded it. The engine's clock is taken at its earliest, so no figure is too low. */
export function readRun(recorded: Recorded): Run {
  const traffic = trafficOf(recorded);
  const { events } = traffic;
  const { earliest, latest } = clockBounds(traffic);
  const first = events[0];
  if (first === undefined || recorded.clicked === null) throw new Error('the page saw no event of the lab');
  const paintedAt = (seq: number): number => {
    const frame = recorded.painted.find((painted) => painted.seq >= seq);
    if (frame === undefined) throw new Error(`event ${seq} was never painted`);
    return frame.at;
  };
  return {
    painted: events.map(({ event }) => paintedAt(event.seq) - (earliest + nanosToMillis(event.t))),
    arrived: events.map(({ at, event }) => at - (earliest + nanosToMillis(event.t))),
    firstEvent: first.at - recorded.clicked,
    firstPainted: paintedAt(first.event.seq) - recorded.clicked,
    clockWithin: latest - earliest,
  };
}
