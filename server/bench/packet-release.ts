import { nanosToMillis } from '#shared/base/units';
import type { LabEvent } from '#shared/events/event';
import type { Measured } from './figure.ts';
import { openSession } from './open-session.ts';
import { median, quantile } from './statistics.ts';

const RUNS = 10;

/** One packet's way into a host's kernel, in milliseconds. */
export interface Release {
  /** From the gate's release until the kernel had taken the packet in (TUN: its TCP input has run by then). */
  readonly takenIn: number;
  /** From there until the changed state was told: one look at both hosts' kernels, compared with the last one. */
  readonly look: number;
}

/** Every packet of a log that changed a socket's state or brought a socket about, by the engine's own clock. */
export function releases(log: readonly LabEvent[]): readonly Release[] {
  const gateOf = new Map<string, string>();
  const releasedAt = new Map<string, number>();
  const found: Release[] = [];
  const waiting = new Map<number, { readonly released: number; readonly delivered: number }>();
  for (const event of log) {
    if (event.kind === 'gate.open' && event.packet !== undefined) gateOf.set(event.packet, event.gate);
    if (event.kind === 'gate.release') releasedAt.set(event.gate, event.t);
    if (event.kind === 'packet.delivered') {
      const released = releasedAt.get(gateOf.get(event.packet) ?? '');
      if (released !== undefined) waiting.set(event.seq, { released, delivered: event.t });
    }
    if ((event.kind === 'socket.state' || event.kind === 'socket.open') && event.cause !== undefined) {
      const packet = waiting.get(event.cause);
      if (packet === undefined) continue;
      waiting.delete(event.cause);
      const { released, delivered } = packet;
      found.push({ takenIn: nanosToMillis(delivered - released), look: nanosToMillis(event.t - delivered) });
    }
  }
  return found;
}

/** Steps the lesson to its end several times, every packet held and released. */
export async function packetRelease(): Promise<Measured> {
  const all: Release[] = [];
  for (let run = 0; run < RUNS; run++) {
    const session = await openSession();
    const end = await session.runToEnd();
    await session.ended();
    if (end.kind !== 'finished') throw new Error(`the lesson did not finish: ${end.why}`);
    all.push(...releases(session.log.events));
  }
  const whole = all.map(({ takenIn, look }) => takenIn + look);
  return {
    figures: [
      {
        name: 'packet released -> state observed, p50',
        value: median(whole),
        unit: 'ms',
        target: { of: 'value', atMost: 1 },
      },
      { name: 'packet released -> state observed, p99', value: quantile(whole, 0.99), unit: 'ms' },
      { name: '  of it until the kernel has it, p50', value: median(all.map(({ takenIn }) => takenIn)), unit: 'ms' },
      { name: '  of it the look at the kernels, p50', value: median(all.map(({ look }) => look)), unit: 'ms' },
    ],
    skipped: [],
    notes: [`packet released: ${all.length} packets that changed a state, ${RUNS} runs`],
  };
}
