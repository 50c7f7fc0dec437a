import type { JSX } from 'react';
import type { Description } from '#shared/model/describe-now';
import { wrap } from './wrap.ts';

/** What happened last, what came of it, and where that is written. */
export function Why(props: {
  description: Description | null;
  x: number;
  y: number;
  width: number;
}): JSX.Element | null {
  const { description, x, y, width } = props;
  if (description === null) return null;
  const title = wrap(description.title, width - 18, 17.5, 1);
  const sentence = wrap(description.sentence === '' ? '' : `→ ${description.sentence}`, width - 18, 16, 2);
  const where = wrap(description.where, width - 18, 13.5, 1);
  const height = 22 + sentence.length * 21 + (where.length > 0 ? 20 : 0);
  return (
    <g className="machine-why">
      <rect className="machine-why-edge" x={x} y={y} width={5} height={height} />
      {/* By place: the lines stay, and say something else. */}
      {title.map((line, i) => (
        <text key={i} className="machine-why-title" x={x + 18} y={y + 16} fontSize={17.5}>
          {line}
        </text>
      ))}
      {sentence.map((line, i) => (
        <text key={i} x={x + 18} y={y + 39 + i * 21} fontSize={16}>
          {line}
        </text>
      ))}
      {where.map((line, i) => (
        <text key={i} className="machine-why-where" x={x + 18} y={y + 39 + sentence.length * 21 - 2} fontSize={13.5}>
          {line}
        </text>
      ))}
    </g>
  );
}
