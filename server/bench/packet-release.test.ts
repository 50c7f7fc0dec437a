import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { releases } from './packet-release.ts';

/** A log of which only what the figures are made of is written down; t in microseconds. */
const log = (...events: ({ t: number; kind: LabEvent['kind'] } & Record<string, unknown>)[]): LabEvent[] =>
  events.map((event, i) => ({ ...event, seq: i + 1, t: event.t * 1000 }) as unknown as LabEvent);

describe('releases', () => {
  it('are timed from the gate to the first change of a state that the packet caused', () => {
    const found = releases(
      log(
        { t: 100, kind: 'gate.open', gate: 'g1', packet: 'p1' },
        { t: 9000, kind: 'gate.release', gate: 'g1' },
        { t: 9100, kind: 'packet.delivered', packet: 'p1' },
        { t: 9200, kind: 'socket.queues', socket: 's1', cause: 3 },
        { t: 9300, kind: 'socket.state', socket: 's0', cause: 1 },
        { t: 9500, kind: 'socket.open', socket: 's2', cause: 3 },
        { t: 9900, kind: 'socket.state', socket: 's3', cause: 3 },
      ),
    );
    expect(found).toEqual([{ takenIn: 0.1, look: 0.4 }]);
  });

  it('leave out packets that changed no state, and those that nothing held', () => {
    const found = releases(
      log(
        { t: 1, kind: 'gate.open', gate: 'g1', packet: 'p1' },
        { t: 2, kind: 'gate.release', gate: 'g1' },
        { t: 3, kind: 'packet.delivered', packet: 'p1' },
        { t: 4, kind: 'packet.delivered', packet: 'p2' },
        { t: 5, kind: 'socket.state', socket: 's1', cause: 4 },
      ),
    );
    expect(found).toEqual([]);
  });
});
