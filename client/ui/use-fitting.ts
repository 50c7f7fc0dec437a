import { useEffect, useState } from 'react';
import type { Filtered } from './filter.ts';

/** Rows that are searched in a frame. */
const SLICE = 2000;

/** The rows that fit, as far as they have been found: a long list is searched a frame's share at a time. null: all rows. */
export function useFitting<T>(filtered: Filtered<T> | null): readonly number[] | null {
  const [round, setRound] = useState(0);
  const fitting = filtered?.indices(SLICE) ?? null;
  const done = filtered?.isDone ?? true;
  useEffect(() => {
    if (done) return undefined;
    const frame = requestAnimationFrame(() => setRound(round + 1));
    return () => cancelAnimationFrame(frame);
  }, [done, round]);
  return fitting;
}
