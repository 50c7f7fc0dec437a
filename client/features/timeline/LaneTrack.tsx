import { useLayoutEffect, useRef } from 'react';
import type { LabState } from '#shared/model/state';
import { roleStyle } from '../../ui/roles.ts';
import { LaneBar } from './LaneBar.tsx';
import type { LaneBook } from './lane-book.ts';
import { isNow } from './lanes.ts';
import type { Lane } from './lanes.ts';
import { placeBars } from './place-bars.ts';
import { useViewport } from './use-viewport.ts';
import { UNIT, nowUnit, seqAt, unitOf } from './scale.ts';

interface LaneTrackProps {
  readonly book: LaneBook;
  readonly lanes: readonly Lane[];
  readonly view: LabState;
  readonly head: number;
  readonly stops: readonly number[];
  readonly onSeek: (seq: number) => void;
}

const HEAD = 26;
const LANE = 26;
/** Room after the head for half of NOW's flag. */
const TAIL = 28;
/** How far outside of what is seen bars exist already, so that a fast scroll shows no blank. */
const MARGIN = 400;
/** The rules between the lanes go on to the end of any screen. */
const FAR = 8000;

/** The lanes themselves: as wide as the log is long, scrolled so that NOW is in view; a click goes to that moment. */
export function LaneTrack({ book, lanes, view, head, stops, onSeek }: LaneTrackProps) {
  const box = useRef<HTMLDivElement>(null);
  const viewport = useViewport(box);
  const seen = viewport.width;
  const x = (seq: number): number => unitOf(stops, head, seq) * UNIT;
  const nowX = nowUnit(stops, head, view.seq) * UNIT;
  const endX = nowUnit(stops, head, head) * UNIT;
  const width = endX + TAIL;
  const height = HEAD + lanes.length * LANE;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || seen === 0) return;
    const { scrollLeft } = element;
    if (nowX > scrollLeft + seen - TAIL) element.scrollLeft = nowX - seen + TAIL;
    else if (nowX < scrollLeft) element.scrollLeft = nowX - seen / 2;
  }, [nowX, seen]);
  const programs = view.lab?.programs ?? [];
  const inView = (x1: number, x2: number): boolean =>
    x2 >= viewport.left - MARGIN && x1 <= viewport.left + viewport.width + MARGIN;
  const shown = placeBars(book.bars, lanes, x, endX).filter(({ x1, x2 }) => inView(x1, x2));
  const ticks = Array.from({ length: stops.length + 1 }, (_, i) => i + 1).filter((step) =>
    inView(step * UNIT, step * UNIT),
  );
  return (
    <div className="timeline-track own-keys" ref={box} role="region" aria-label="Lanes" tabIndex={0}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label="What happened so far, in order"
        onClick={(event) =>
          onSeek(seqAt(stops, head, (event.clientX - event.currentTarget.getBoundingClientRect().left) / UNIT))
        }
      >
        {ticks.map((step) => (
          <g key={step} className="timeline-tick">
            <path d={`M${step * UNIT + 0.5} 20V${height}`} />
            <text x={step * UNIT + 5} y={17}>
              {step}
            </text>
          </g>
        ))}
        {lanes.map((lane, i) => (
          <path
            key={lane.id}
            className="timeline-rule"
            d={`M0 ${HEAD + i * LANE + LANE / 2 + 0.5}H${Math.max(width, FAR)}`}
          />
        ))}
        {shown.map(({ bar, lane, x1, x2, room, half }) => (
          <LaneBar
            key={bar.key}
            bar={bar}
            y={HEAD + lane * LANE + (half === 'lower' ? LANE / 2 + 0.5 : 2)}
            height={half === null ? LANE - 4 : LANE / 2 - 2.5}
            half={half !== null}
            x1={x1}
            x2={x2}
            room={room}
            left={viewport.left}
            held={bar.kind === 'call' && bar.from <= view.seq && (bar.entered === null || bar.entered > view.seq)}
            kind={roleStyle(bar.role, programs).kind}
            now={isNow(bar, view.now, view.seq)}
          />
        ))}
        {nowX + 1 < endX && (
          <rect className="timeline-future" x={nowX} y={HEAD} width={width - nowX} height={height - HEAD} />
        )}
        <g className="timeline-now" transform={`translate(${Math.round(nowX)} 0)`}>
          <path d={`M0 20V${height}`} />
          <rect x={-20} y={2} width={40} height={20} rx={4} />
          <text x={0} y={16.5}>
            now
          </text>
        </g>
      </svg>
    </div>
  );
}
