import { useEffect, useState, type RefObject } from 'react';
import type { PicturePoint } from '#shared/protocol/walk';
import { useWalk } from '../../store/walk-store.ts';
import type { Point } from '../../ui/geometry.ts';
import { found } from './places.ts';
import { thingsIn } from './things.ts';

interface Drawn {
  readonly pointer: Point | null;
  readonly strokes: readonly (readonly Point[])[];
}

/** Where this page draws the shared pointer and the pen's strokes, in pixels of the overlay: anew when the picture changes below them. */
export function useDrawn(overlay: RefObject<HTMLElement | null>): Drawn {
  const pointer = useWalk((view) => view.pointer);
  const strokes = useWalk((view) => view.walk?.strokes ?? none);
  const [drawn, setDrawn] = useState<Drawn>(nothing);
  const any = pointer !== null || strokes.length > 0;
  useEffect(() => {
    const frame = overlay.current;
    const page = frame?.parentElement ?? null;
    if (!any || frame === null || page === null) return undefined;
    const place = (): void => {
      const things = thingsIn(page);
      const { x, y } = frame.getBoundingClientRect();
      const here = (points: readonly PicturePoint[]): Point[] =>
        found(points, things).map((point) => ({ x: point.x - x, y: point.y - y }));
      setDrawn({ pointer: pointer === null ? null : (here([pointer])[0] ?? null), strokes: strokes.map(here) });
    };
    // It tells at once, too.
    const resized = new ResizeObserver(place);
    resized.observe(page);
    // The pictures lie beside the overlay: what is drawn here does not call for itself.
    const changed = new MutationObserver(place);
    for (const labs of page.querySelectorAll('.walk-labs'))
      changed.observe(labs, {
        subtree: true,
        attributes: true,
        attributeFilter: ['data-seq', 'viewBox', 'data-shows'],
      });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, [overlay, any, pointer, strokes]);
  return any ? drawn : nothing;
}

const nothing: Drawn = { pointer: null, strokes: [] };
const none: readonly never[] = [];
