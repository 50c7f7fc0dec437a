import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useLab } from '../../store/lab-context.ts';
import { stepNumber } from '../../store/stops.ts';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';
import { LaneBook } from './lane-book.ts';
import { lanesOf } from './lanes.ts';
import { LaneTrack } from './LaneTrack.tsx';
import './timeline.css';

/** All that happened, in order: a lane for each program's calls, each one's kernel, and the wire. */
export function TimelinePanel() {
  const { view, head, log, book, seekStop } = useLab(
    useShallow((store) => ({
      view: store.view,
      head: store.head,
      log: store.log,
      book: store.log.book(LaneBook),
      seekStop: store.seekStop,
    })),
  );
  const lanes = useMemo(() => lanesOf(head), [head]);
  const programs = head.lab?.programs ?? [];
  const steps = [...log.stops, head.seq];
  const step = Math.min(stepNumber(log.stops, view.seq), steps.length) || 1;
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="timeline-lanes">
        <div className="timeline-names" aria-hidden="true">
          <div className="timeline-name timeline-head">step</div>
          {lanes.map((lane) => (
            <div className="timeline-name" key={lane.id} title={lane.name}>
              {lane.role === null ? <span className="mark" /> : <RoleMark style={roleStyle(lane.role, programs)} />}
              <span>{lane.name}</span>
            </div>
          ))}
        </div>
        <LaneTrack book={book} lanes={lanes} view={view} head={head.seq} stops={log.stops} onSeek={seekStop} />
      </div>
      <input
        className="timeline-slider"
        type="range"
        min={1}
        max={steps.length}
        value={step}
        disabled={log.stops.length === 0}
        aria-label="Moment"
        aria-valuetext={`step ${step} of ${steps.length}`}
        onChange={(event) => seekStop(steps[Number(event.target.value) - 1] ?? head.seq)}
      />
    </section>
  );
}
