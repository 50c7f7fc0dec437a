import { useRef, useState, type PointerEvent } from 'react';
import { MOST_POINTS, type PicturePoint } from '#shared/protocol/walk';
import { useWalk } from '../../store/walk-store.ts';

/** The pointer is told so often, in milliseconds. */
const POINTER_MS = 50;

/** Pointer and pen over the shared picture, in fractions of its size, so that they stand right on every screen. */
export function Overlay({ tool }: { readonly tool: 'none' | 'pointer' | 'pen' }) {
  const pointer = useWalk((view) => view.pointer);
  const strokes = useWalk((view) => view.walk?.strokes ?? none);
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  const [stroke, setStroke] = useState<readonly PicturePoint[]>([]);
  const told = useRef(0);
  const active = drives && tool !== 'none';

  const placeOf = (event: PointerEvent): PicturePoint => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (at: number, size: number): number => Math.min(1, Math.max(0, at / size));
    return { x: part(event.clientX - box.left, box.width), y: part(event.clientY - box.top, box.height) };
  };
  const moved = (event: PointerEvent): void => {
    if (!active) return;
    const at = placeOf(event);
    if (tool === 'pen') {
      if (event.buttons === 1 && stroke.length > 0 && stroke.length < MOST_POINTS) setStroke([...stroke, at]);
      return;
    }
    if (event.timeStamp - told.current < POINTER_MS) return;
    told.current = event.timeStamp;
    drive({ do: 'point', at });
  };
  const ended = (): void => {
    if (stroke.length > 1) drive({ do: 'draw', stroke: [...stroke] });
    setStroke([]);
  };
  return (
    <div
      className="walk-overlay"
      data-active={active || undefined}
      data-tool={tool}
      onPointerDown={(event) => tool === 'pen' && active && setStroke([placeOf(event)])}
      onPointerMove={moved}
      onPointerUp={ended}
      onPointerLeave={() => {
        ended();
        if (active && tool === 'pointer') drive({ do: 'point', at: null });
      }}
    >
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {[...strokes, ...(stroke.length > 0 ? [stroke] : [])].map((points, i) => (
          <polyline key={i} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        ))}
      </svg>
      {pointer !== null && (
        <span
          className="walk-pointer"
          aria-hidden="true"
          ref={(dot) => {
            if (dot === null) return;
            dot.style.left = `${pointer.x * 100}%`;
            dot.style.top = `${pointer.y * 100}%`;
          }}
        />
      )}
    </div>
  );
}

const none: readonly (readonly PicturePoint[])[] = [];
