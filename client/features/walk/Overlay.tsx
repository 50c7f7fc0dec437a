import { useRef, useState, type PointerEvent } from 'react';
import { MOST_POINTS } from '#shared/protocol/walk';
import { useWalk } from '../../store/walk-store.ts';
import type { Point } from '../../ui/geometry.ts';
import { placed } from './places.ts';
import { thingsIn } from './things.ts';
import { useDrawn } from './use-drawn.ts';

/** The pointer is told so often, in milliseconds. */
const POINTER_MS = 50;

/** Pointer and pen over the shared picture, on the same things on every screen, whatever its size. */
export function Overlay({ tool }: { readonly tool: 'none' | 'pointer' | 'pen' }) {
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  const overlay = useRef<HTMLDivElement>(null);
  const { pointer, strokes } = useDrawn(overlay);
  // As it is drawn, in pixels of the screen, and where the overlay begins there: told when it has ended.
  const [stroke, setStroke] = useState<readonly Point[]>([]);
  const [origin, setOrigin] = useState<Point>({ x: 0, y: 0 });
  const told = useRef(0);
  const active = drives && tool !== 'none';

  const tell = (points: readonly Point[]) => {
    const page = overlay.current?.parentElement ?? null;
    return page === null ? null : placed(points, thingsIn(page));
  };
  const moved = (event: PointerEvent): void => {
    if (!active) return;
    const at = { x: event.clientX, y: event.clientY };
    if (tool === 'pen') {
      if (event.buttons === 1 && stroke.length > 0 && stroke.length < MOST_POINTS) setStroke([...stroke, at]);
      return;
    }
    if (event.timeStamp - told.current < POINTER_MS) return;
    told.current = event.timeStamp;
    drive({ do: 'point', at: tell([at])?.[0] ?? null });
  };
  const ended = (): void => {
    const points = stroke.length > 1 ? tell(stroke) : null;
    if (points !== null) drive({ do: 'draw', stroke: points });
    setStroke([]);
  };
  const begun = (event: PointerEvent): void => {
    if (!active || tool !== 'pen') return;
    const { x, y } = event.currentTarget.getBoundingClientRect();
    setOrigin({ x, y });
    setStroke([{ x: event.clientX, y: event.clientY }]);
  };
  const own = stroke.map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }));
  return (
    <div
      ref={overlay}
      className="walk-overlay"
      data-active={active || undefined}
      data-tool={tool}
      onPointerDown={begun}
      onPointerMove={moved}
      onPointerUp={ended}
      onPointerLeave={() => {
        ended();
        if (active && tool === 'pointer') drive({ do: 'point', at: null });
      }}
    >
      <svg aria-hidden="true">
        {[...strokes, own].map((points, i) => (
          <polyline key={i} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        ))}
      </svg>
      {pointer !== null && (
        <span
          className="walk-pointer"
          aria-hidden="true"
          ref={(dot) => {
            if (dot === null) return;
            dot.style.left = `${pointer.x}px`;
            dot.style.top = `${pointer.y}px`;
          }}
        />
      )}
    </div>
  );
}
