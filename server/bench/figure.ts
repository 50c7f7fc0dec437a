/** What a figure is counted in, and how many decimals of it mean something. */
const decimals = { µs: 1, ms: 2, MB: 1, kB: 1 } as const;

export type Unit = keyof typeof decimals;

/** The most that a figure may be: its own value, or its ratio to the peer's. */
export type Target = { readonly of: 'value' | 'ratio'; readonly atMost: number };

/** One line of the bench's table. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** Another program that did the same in the same run, in the same unit. The ratio is the median of the runs' ratios. */
  readonly peer?: { readonly name: string; readonly value: number; readonly ratio: number };
  /** Absent: told for comparison, nothing is promised. */
  readonly target?: Target;
}

/** What could not be measured on this machine, and why: one sentence with what would help. */
export interface Skipped {
  readonly name: string;
  readonly why: string;
}

export type Outcome = 'ok' | 'over';

/** What one part of the bench came to. `notes`: how much it rests on, a line each. */
export interface Measured {
  readonly figures: readonly Figure[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
}

export const skip = (why: string, ...names: readonly string[]): Measured => ({
  figures: [],
  skipped: names.map((name) => ({ name, why })),
  notes: [],
});

/** Whether a figure keeps its target; null where it has none. A figure that is no number does not. */
export function outcome(figure: Figure): Outcome | null {
  const { target } = figure;
  if (target === undefined) return null;
  const reached = target.of === 'value' ? figure.value : (figure.peer?.ratio ?? NaN);
  return reached <= target.atMost ? 'ok' : 'over';
}

export const inUnit = (value: number, unit: Unit): string => `${value.toFixed(decimals[unit])} ${unit}`;
