import { useMemo, type CSSProperties } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useLabCalmly } from '../../store/lab-context.ts';
import { stepNumber } from '../../store/stops.ts';
import { LaneBook } from './lane-book.ts';
import { LaneCanvas } from './LaneCanvas.tsx';
import { LaneNames } from './LaneNames.tsx';
import { lanesOf, namesWidth } from './lanes.ts';
import './timeline.css';

const NOBODY: readonly { readonly role: string }[] = [];

/** All that happened, in order: a lane for each program's calls, each one's kernel, and the wire. */
export function TimelinePanel() {
  const { view, head, log, book, seekStop } = useLabCalmly(
    useShallow((store) => ({
      view: store.view,
      head: store.head,
      log: store.log,
      book: store.log.book(LaneBook),
      read: store.read,
      seekStop: store.seekStop,
    })),
  );
  const { children } = book;
  const programs = head.lab?.programs ?? NOBODY;
  const lanes = useMemo(() => lanesOf(head.lab, children), [head.lab, children]);
  const { stops } = log;
  // The stops grow in place: the head tells when.
  const axis = useMemo(() => ({ stops, head: head.seq }), [stops, head.seq]);
  const steps = stops.length + 1;
  const step = Math.min(stepNumber(stops, view.seq), steps) || 1;
  return (
    <section
      className="timeline"
      aria-label="Timeline"
      style={{ '--names': `${namesWidth(programs)}px` } as CSSProperties}
    >
      <div className="timeline-lanes">
        <LaneNames lanes={lanes} programs={programs} />
        <LaneCanvas
          book={book}
          lanes={lanes}
          view={view}
          axis={axis}
          words={`What happened so far, in order: step ${step} of ${steps}`}
          onSeek={seekStop}
        />
      </div>
      <input
        className="timeline-slider"
        type="range"
        min={1}
        max={steps}
        value={step}
        disabled={stops.length === 0}
        aria-label="Moment"
        aria-valuetext={`step ${step} of ${steps}`}
        onChange={(event) => seekStop(stops[Number(event.target.value) - 1] ?? head.seq)}
      />
    </section>
  );
}
