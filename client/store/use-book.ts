import { useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LabEvent } from '#shared/events/event';
import { useLab } from './lab-context.ts';

/** Something a view keeps about the whole log, written up one event at a time. */
export interface Book {
  add(event: LabEvent): void;
}

/** A book kept up with the log; begun anew when the log is another one or got its earlier part. */
export function useBook<B extends Book>(begin: () => B): B {
  const { log, identity } = useLab(
    useShallow((store) => ({
      log: store.log,
      identity: `${store.logId}-${store.log.missingUpTo}`,
      // Names the dependency: the log object stays the same while it grows.
      head: store.head,
    })),
  );
  const kept = useRef<{ identity: string; book: B; seen: number } | null>(null);
  if (kept.current?.identity !== identity) kept.current = { identity, book: begin(), seen: 0 };
  const { current } = kept;
  const { events } = log;
  for (; current.seen < events.length; current.seen++) {
    const event = events[current.seen];
    if (event !== undefined) current.book.add(event);
  }
  return current.book;
}
