import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** The part of a scrolled box that can be seen, in pixels of its content. */
export interface Viewport {
  readonly left: number;
  readonly width: number;
}

/** What can be seen of that box now; kept up while it is scrolled or changes its size. */
export function useViewport(box: RefObject<HTMLElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ left: 0, width: 0 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setViewport({ left: element.scrollLeft, width: element.clientWidth });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [box]);
  return viewport;
}
