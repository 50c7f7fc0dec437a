import type { JSX } from 'react';
import type { Description } from '#shared/model/describe-now';
import { uiWidth } from '../../ui/text-width.ts';
import { wrap } from './wrap.ts';

const TITLE = 17.5;
const WORDS = 16;
const WHERE = 13.5;
const LINE = 21;

/**
 * What happened last, what came of it, and where that is written: at the end of the first line, or on a line of its own
 * where the title leaves no room.
 */
export function Why(props: {
  description: Description | null;
  x: number;
  y: number;
  width: number;
}): JSX.Element | null {
  const { description, x, y, width } = props;
  if (description === null) return null;
  const { title, where } = description;
  const room = width - 18;
  const beside = uiWidth(title, TITLE) + uiWidth(where, WHERE) + 16 <= room;
  const lines = wrap(description.sentence === '' ? '' : `→ ${description.sentence}`, room, WORDS, 2);
  const below = where !== '' && !beside;
  const height = 22 + (lines.length + (below ? 1 : 0)) * LINE;
  return (
    <g className="machine-why">
      <rect className="machine-why-edge" x={x} y={y} width={5} height={height} />
      <text className="machine-why-title" x={x + 18} y={y + 16} fontSize={TITLE}>
        {wrap(title, room, TITLE, 1)}
      </text>
      {/* By place: the lines stay, and say something else. */}
      {lines.map((line, i) => (
        <text key={i} x={x + 18} y={y + 16 + LINE * (i + 1) + 1} fontSize={WORDS}>
          {line}
        </text>
      ))}
      {where === '' ? null : (
        <text
          className="machine-why-where"
          x={beside ? x + width : x + 18}
          y={y + 16 + (beside ? 0 : LINE * (lines.length + 1))}
          fontSize={WHERE}
          textAnchor={beside ? 'end' : 'start'}
        >
          {wrap(where, room, WHERE, 1)}
        </text>
      )}
    </g>
  );
}
