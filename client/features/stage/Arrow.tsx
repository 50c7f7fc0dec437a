import { memo, type JSX } from 'react';
import { alike } from '../../ui/alike.ts';
import type { Point } from '../../ui/geometry.ts';
import { roundedPath } from '../../ui/geometry.ts';
import { arrowHead, shortened } from '../../ui/arrow.ts';

/**
 * A line with a head. With `now` it carries the accent: a broad band under a thin dark core, so that it is seen on white
 * and is no mere colour.
 */
export const Arrow = memo(function Arrow(props: {
  path: readonly Point[];
  className: string;
  now: boolean;
  head: number;
  radius?: number;
}): JSX.Element {
  const { path, className, now, head, radius = 6 } = props;
  const size = now ? head * 1.5 : head;
  const line = roundedPath(shortened(path, size * 1.1), radius);
  return (
    <g className={className} data-now={now}>
      {now ? <path className="now-under" d={line} pathLength={1} /> : null}
      <path className="arrow-line" d={line} />
      <polygon className="arrow-head" points={arrowHead(path, size)} />
    </g>
  );
}, alike);
