import { z } from 'zod';
import { useEffect, useState } from 'react';
import { beginClock, enterScene, rehearsed, spentBy, type LectureClock, type Rehearsal } from './pace.ts';

const CLOCK = 'sockscope-clock';
const rehearsalKey = (walkthrough: string): string => `sockscope-rehearsal-${walkthrough}`;

const duration = z.number().nonnegative();
const clockSchema = z.object({
  walk: z.string(),
  begun: z.number(),
  scene: z.int().nonnegative(),
  since: z.number(),
  spent: z.array(duration).max(500),
});
const rehearsalSchema = z.object({ scenes: z.array(z.string()), took: z.array(duration.nullable()).max(500) });

export interface LectureTimes {
  /** Date.now(), once a second. */
  readonly now: number;
  readonly clock: LectureClock;
  /** How long the scenes took when they were last rehearsed. */
  readonly rehearsal: Rehearsal;
  /** The lecture begins now. */
  readonly restart: () => void;
  readonly forgetRehearsal: () => void;
}

/**
 * The lecture's clock, and the times of its rehearsal: kept in this browser alone, so that a reloaded page goes on with them.
 * @param scenes titles; a rehearsal of other scenes counts for nothing
 * @param rehearses this walk is the rehearsal
 */
export function useLectureClock(
  walk: string,
  walkthrough: string,
  scenes: readonly string[],
  scene: number,
  rehearses: boolean,
): LectureTimes {
  const [now, setNow] = useState(() => Date.now());
  const [clock, setClock] = useState(() => {
    const known = kept(CLOCK, clockSchema);
    return known?.walk === walk ? known : beginClock(walk, scene, Date.now());
  });
  const [before, setBefore] = useState<Rehearsal>(() => {
    const known = kept(rehearsalKey(walkthrough), rehearsalSchema);
    return known?.scenes.join('\n') === scenes.join('\n') ? known.took : [];
  });
  if (clock.scene !== scene) setClock(enterScene(clock, scene, now));
  const rehearsal = rehearses ? rehearsed(before, spentBy(clock, now)) : before;

  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  useEffect(() => keep(CLOCK, clock), [clock]);
  useEffect(() => {
    if (rehearses) keep(rehearsalKey(walkthrough), { scenes, took: rehearsal });
  }, [rehearses, walkthrough, scenes, rehearsal]);

  return {
    now,
    clock,
    rehearsal,
    restart: () => {
      setNow(Date.now());
      setClock(beginClock(walk, scene, Date.now()));
    },
    forgetRehearsal: () => {
      drop(rehearsalKey(walkthrough));
      setBefore([]);
    },
  };
}

function keep(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is switched off: the times last as long as the page.
  }
}

function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // There was nothing.
  }
}

function kept<T>(key: string, schema: z.ZodType<T>): T | null {
  try {
    const read = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
