import { useEffect, useRef } from 'react';
import { useWalk } from '../../store/walk-store.ts';

/** What the stage marks as happening now, the narrowest first: a program's heading is marked for whatever it does. */
const NOW = [
  '.stage-copied[data-now]',
  '[data-packet][data-now="true"]',
  '[data-socket][data-now="strong"]',
  '.stage-gate[data-now="true"]',
  '.stage-line[data-now="true"]',
  '[data-now="true"]',
];

/** What is nearer than this share of the height to an edge is moved to the middle. */
const EDGE = 0.15;

/**
 * On a phone the stage is higher than the screen: brings what happens now into view, as long as one follows. Whoever looks
 * around scrolls by oneself.
 */
export function FollowNow() {
  const mark = useRef<HTMLSpanElement>(null);
  const strayed = useWalk((view) => view.strayed);
  useEffect(() => {
    const picture = mark.current?.parentElement ?? null;
    const frame = picture?.closest('.walk-main') ?? null;
    if (strayed || picture === null || frame === null) return undefined;
    const bring = (): void => {
      const now = NOW.map((name) => picture.querySelector(`.stage ${name}`)).find((found) => found !== null);
      if (now === undefined || now === null) return;
      const [at, room] = [now.getBoundingClientRect(), frame.getBoundingClientRect()];
      const edge = room.height * EDGE;
      if (at.top >= room.top + edge && at.bottom <= room.bottom - edge) return;
      frame.scrollTop += at.top + at.height / 2 - (room.top + room.height / 2);
    };
    const changed = new MutationObserver(bring);
    changed.observe(picture, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-seq'] });
    // It tells at once, too; and the words below take more room or less.
    const resized = new ResizeObserver(bring);
    resized.observe(frame);
    return () => {
      changed.disconnect();
      resized.disconnect();
    };
  }, [strayed]);
  return <span ref={mark} hidden />;
}
