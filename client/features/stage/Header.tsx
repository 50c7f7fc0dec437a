import type { JSX } from 'react';
import { RoleGlyph } from '../../ui/RoleGlyph.tsx';
import { codeWidth, uiWidth } from '../../ui/text-width.ts';
import type { Column } from './columns.ts';
import type { ColumnGrid, Metrics } from './grid.ts';
import { callPhrase } from './badge.ts';

/** Who runs here: sign and role, pid, and the host with its address; in lectures what the process does instead. */
export function Header(props: {
  column: Column;
  grid: ColumnGrid;
  metrics: Metrics;
  lecture: boolean;
  now: boolean;
  /** false: nothing here has an address on a network. */
  networked: boolean;
  t: number;
}): JSX.Element {
  const { column, grid, metrics: m, lecture, now, networked, t } = props;
  const { header } = grid;
  const base = header.y + header.height / 2 + m.title * 0.3;
  const nameX = header.x + m.glyph * 1.5 + 2;
  const nameSize = m.title * 1.06;
  const pidX = nameX + uiWidth(column.role, nameSize) + m.label * 1.1;
  const rule = header.y + header.height - 2;
  const end = header.x + header.width;
  const host = `Host ${column.host}`;
  const address = networked ? (column.address ?? '') : '';
  const process = column.process;
  const doing = fitting(callPhrase(process, column.gate, t), end - pidX, m.label);
  return (
    <g className="stage-header" data-role-kind={column.style.kind} data-now={now}>
      <RoleGlyph style={column.style} x={header.x + m.glyph / 2 + 2} y={base - m.title * 0.33} size={m.glyph} />
      <text className="stage-role" x={nameX} y={base} fontSize={nameSize}>
        {column.role}
      </text>
      {lecture ? (
        <text className="stage-strong" x={end} y={base} fontSize={doing.size} textAnchor="end">
          {doing.words}
        </text>
      ) : (
        <>
          <text className="stage-code" x={pidX} y={base} fontSize={m.code}>
            {process === null ? 'not started' : `pid ${process.pid}`}
          </text>
          <text
            className="stage-strong"
            x={end - (address === '' ? 0 : codeWidth(address, m.code) + 10)}
            y={base}
            fontSize={m.code}
            textAnchor="end"
          >
            {host}
          </text>
          <text className="stage-code" x={end} y={base} fontSize={m.code} textAnchor="end">
            {address}
          </text>
        </>
      )}
      <line className="stage-rule" x1={header.x} x2={end} y1={rule} y2={rule} />
    </g>
  );
}

/** What a process does, in the words that there is room for: beside a long name its result stands alone, if need be in smaller letters. */
function fitting(phrase: string, room: number, size: number): { readonly words: string; readonly size: number } {
  const words = uiWidth(phrase, size) <= room ? phrase : phrase.replace(/^returned /, '= ');
  return { words, size: Math.min(size, (size * room) / Math.max(1, uiWidth(words, size))) };
}
