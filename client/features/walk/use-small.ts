import { useEffect, useState, type RefObject } from 'react';

/** The stage's size as it is drawn for a desk, in its own units (VISUAL.md's grid). */
const DESK = { width: 1072, height: 664 } as const;

/** Below this scale its smallest words have less than 9 pixels; it is small until there is clearly more room again. */
const SMALL = 0.68;
const ROOMY = 0.76;

/** Whether the stage has so little room in this picture that it is better drawn with fewer and larger words, as for a lecture. */
export function useSmall(picture: RefObject<HTMLElement | null>): boolean {
  const [small, setSmall] = useState(false);
  useEffect(() => {
    const slot = picture.current?.querySelector('.stage-slot') ?? null;
    if (slot === null) return undefined;
    const observer = new ResizeObserver((entries) => {
      const room = entries.at(-1)?.contentRect;
      // What is not shown has no size.
      if (room === undefined || room.width === 0 || room.height === 0) return;
      const scale = Math.min(room.width / DESK.width, room.height / DESK.height);
      setSmall((was) => scale < (was ? ROOMY : SMALL));
    });
    observer.observe(slot);
    return () => observer.disconnect();
  }, [picture]);
  return small;
}
