import { unreachable } from '#shared/base/exhaustive';
import { memo, type JSX } from 'react';
import type { Source } from '#shared/events/common';
import type { SocketFacts } from '#shared/model/state';

/** How the legend names the observers whose marks stand beside facts. */
export const markNames: readonly { readonly source: Source; readonly name: string }[] = [
  { source: 'ptrace', name: 'ptrace' },
  { source: 'sock_diag', name: 'sock_diag' },
  { source: 'wire', name: 'wire' },
  { source: 'sockopt', name: 'sockopt' },
  { source: 'proc', name: '/proc' },
  { source: 'inferred', name: 'inferred' },
];

/** The small sign that tells who saw a fact, centred on (x, y). */
export const SourceMark = memo(function SourceMark(props: {
  source: Source;
  x: number;
  y: number;
  size: number;
  title?: string;
}): JSX.Element {
  const { source, x, y, size, title } = props;
  return (
    <g className="stage-mark" data-source={source}>
      {title === undefined ? null : <title>{title}</title>}
      {markShape(source, x, y, size / 2)}
    </g>
  );
});

function markShape(source: Source, x: number, y: number, r: number): JSX.Element {
  switch (source) {
    case 'ptrace':
      return <path className="mark-fill" d={`M${x - r} ${y - r}L${x + r} ${y}L${x - r} ${y + r}Z`} />;
    case 'sock_diag':
      return <rect className="mark-fill" x={x - r} y={y - r} width={2 * r} height={2 * r} />;
    case 'wire':
      return <path className="mark-line" d={`M${x - 1.6 * r} ${y}q${0.8 * r} ${-1.6 * r} ${1.6 * r} 0t${1.6 * r} 0`} />;
    case 'sockopt':
      return (
        <path
          className="mark-fill"
          d={`M${x} ${y - 1.2 * r}L${x + 1.2 * r} ${y}L${x} ${y + 1.2 * r}L${x - 1.2 * r} ${y}Z`}
        />
      );
    case 'proc':
      return <path className="mark-line" d={`M${x - r} ${y - r}L${x + r} ${y}L${x - r} ${y + r}Z`} />;
    case 'inferred':
      return <circle className="mark-line" strokeDasharray="2 2" cx={x} cy={y} r={r} />;
    case 'program':
    case 'lab':
    case 'user':
      return <circle className="mark-fill" cx={x} cy={y} r={r * 0.7} />;
    default:
      return unreachable(source);
  }
}

/** The mark of the observer who told a socket's fact last; nothing where nobody did. */
export function FactMark(props: {
  socket: SocketFacts;
  fact: keyof SocketFacts;
  x: number;
  y: number;
  size: number;
}): JSX.Element | null {
  const told = props.socket.told[props.fact] ?? props.socket.told['state'];
  if (told === undefined) return null;
  return (
    <SourceMark
      source={told.source}
      x={props.x}
      y={props.y}
      size={props.size}
      title={`seen by ${told.source}, event ${told.seq}`}
    />
  );
}
