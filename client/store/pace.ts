/** How long a walkthrough's scenes have taken so far. Times are milliseconds since 1970, durations milliseconds. */
export interface LectureClock {
  /** The walk it belongs to. */
  readonly walk: string;
  /** When the lecture began, as far as the clock knows. */
  readonly begun: number;
  readonly scene: number;
  /** When this scene was last entered. */
  readonly since: number;
  /** For each scene, how long it was on before it was last left. */
  readonly spent: readonly number[];
}

export const beginClock = (walk: string, scene: number, now: number): LectureClock => ({
  walk,
  begun: now,
  scene,
  since: now,
  spent: [],
});

/** The clock once this scene is on. */
export function enterScene(clock: LectureClock, scene: number, now: number): LectureClock {
  return scene === clock.scene ? clock : { ...clock, scene, since: now, spent: spentBy(clock, now) };
}

/** For each scene, how long it has been on, the one that is on now included. */
export function spentBy({ scene, since, spent }: LectureClock, now: number): readonly number[] {
  const scenes = Math.max(spent.length, scene + 1);
  return Array.from({ length: scenes }, (_, i) => (spent[i] ?? 0) + (i === scene ? Math.max(0, now - since) : 0));
}

/** How long each scene took when it was last rehearsed; null: it was not. */
export type Rehearsal = readonly (number | null)[];

/** A rehearsal with what another one took: scenes that were passed over keep their time. */
export function rehearsed(before: Rehearsal, spent: readonly number[]): Rehearsal {
  return Array.from({ length: Math.max(before.length, spent.length) }, (_, i) => {
    const took = spent[i] ?? 0;
    return took > 0 ? took : (before[i] ?? null);
  });
}

/** How long each scene shall take: as rehearsed, else as its author planned; null: nobody knows. */
export const planOf = (minutes: readonly (number | null)[], rehearsal: Rehearsal): readonly (number | null)[] =>
  minutes.map((planned, i) => rehearsal[i] ?? (planned === null ? null : planned * 60_000));

/**
 * How the lecture stands: `by` is how much earlier than planned this scene was entered (ahead), or how much longer than planned it
 * has been going on (behind). Null where nothing is planned up to here.
 */
export function paceOf(
  plan: readonly (number | null)[],
  clock: LectureClock,
  now: number,
): { readonly stand: 'ahead' | 'on time' | 'behind'; readonly by: number } | null {
  if (plan.slice(0, clock.scene + 1).every((one) => one === null)) return null;
  const before = plan.slice(0, clock.scene).reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const until = before + (plan[clock.scene] ?? 0);
  const gone = now - clock.begun;
  if (gone < before) return { stand: 'ahead', by: before - gone };
  return gone > until ? { stand: 'behind', by: gone - until } : { stand: 'on time', by: 0 };
}

/** Minutes and seconds, and hours where there are any: 1:05, 1:02:03. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
