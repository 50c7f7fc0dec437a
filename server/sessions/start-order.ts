import type { Lesson } from '#shared/lessons/lesson';
import type { Order } from '../supervisor/engine-client.ts';

/** What an engine is told first: which lab to make, of what programs, and to hold every call and every packet. */
export function startOrder({ id, title, settings, programs }: Lesson, tier: 'lab' | 'loopback'): Order {
  return {
    cmd: 'start',
    lesson: { id, title },
    tier,
    settings,
    programs: programs.map(({ role, file, host, args, text }) => ({ role, file, host, args: [...args], text })),
    hold: { calls: true, packets: true, lines: false },
  };
}
