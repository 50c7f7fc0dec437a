import { memo, type JSX } from 'react';
import type { ProcessState } from '#shared/model/state';
import { alike } from '../../ui/alike.ts';
import { codeFits, codeWidth, cut, uiWidth } from '../../ui/text-width.ts';
import { callPhrase } from './badge.ts';
import type { Column } from './columns.ts';
import { Pressable, type Release } from './GateButton.tsx';
import type { ColumnGrid, Metrics } from './grid.ts';
import { callListing, listingWindow, returnsDescriptor, type ListingRow } from './listing.ts';
import { shortResult } from './shorthand.ts';

/** Characters of a row that are left for the result behind it: " // 12". */
const resultRoom = 6;

/** The program's text around the line it is at: what is done is ticked with its result, what is done now is marked. */
export function Application(props: {
  column: Column;
  grid: ColumnGrid;
  metrics: Metrics;
  lecture: boolean;
  calls: readonly string[];
  t: number;
  now: boolean;
  canRelease: boolean;
  onRelease: Release;
}): JSX.Element {
  const { column, grid, metrics: m, lecture, calls, t, now } = props;
  const { listing } = grid;
  const gutter = lecture ? m.code * 1.8 : m.code * 3.3;
  const width = codeFits(listing.width - gutter - 6, m.code);
  const rows = lecture
    ? callListing(column.text, column.process, calls, grid.codeRows, width)
    : listingWindow(column.text, column.process, grid.codeRows, width - resultRoom);
  const phrase = lecture ? '' : callPhrase(column.process, column.gate, t);
  return (
    <g className="stage-application" data-role-kind={column.style.kind} data-phase={column.process?.phase ?? 'none'}>
      {rows.map((row, i) => (
        <Row
          key={`${row.line} ${row.part}`}
          row={row}
          badgeShift={row.current && row.last ? badgeShift(rows, i, phrase, listing.width - gutter - 6, m) : 0}
          y={listing.y + i * m.codeRow}
          x={listing.x}
          width={listing.width}
          gutter={gutter}
          metrics={m}
          lecture={lecture}
          badge={row.current && row.last ? phrase : ''}
          returned={phrase.startsWith('returned')}
          now={now && row.current}
          gate={row.current && row.last && column.gate?.holds === 'program.line' ? column.gate.id : null}
          canRelease={props.canRelease}
          onRelease={props.onRelease}
        />
      ))}
      {grid.variables === null || column.process === null ? null : (
        <Variables
          process={column.process}
          line={rows
            .filter((row) => row.current)
            .map((row) => row.text)
            .join(' ')}
          grid={grid}
          metrics={m}
        />
      )}
    </g>
  );
}

const Row = memo(function Row(props: {
  row: ListingRow;
  /** Rows the badge stands lower (1) or higher (-1), where the line itself has no room for it. */
  badgeShift: number;
  x: number;
  y: number;
  width: number;
  gutter: number;
  metrics: Metrics;
  lecture: boolean;
  badge: string;
  /** The line's call has its result in hand: it has not returned yet. */
  returned: boolean;
  now: boolean;
  gate: string | null;
  canRelease: boolean;
  onRelease: Release;
}): JSX.Element {
  const { row, badgeShift: shift, x, y, width, gutter, metrics: m, lecture, badge, gate } = props;
  const base = m.codeRow / 2 + m.code * 0.35;
  const badgeWidth = badge === '' ? 0 : uiWidth(badge, m.label) + m.label * 1.1;
  const result = row.last ? resultText(row) : '';
  const resultWidth = result === '' || lecture ? 0 : codeWidth(` // ${result}`, m.code) + 8;
  const room = width - gutter - 6 - (shift === 0 ? badgeWidth : 0) - (badge === '' ? resultWidth : 0);
  const text = cut(row.text, codeFits(room, m.code));
  const done = row.result !== null && !(row.current && props.returned);
  return (
    // Moved as a whole: what scrolls keeps its text as it was laid out.
    <g
      className="stage-line"
      transform={`translate(0 ${y})`}
      data-current={row.current}
      data-done={done}
      data-now={props.now}
      data-at={row.result?.seq}
    >
      {row.current ? (
        <>
          <rect className="stage-line-bar" x={x} y={0} width={width} height={m.codeRow} />
          <rect className="stage-line-edge" x={x} y={0} width={m.code * 0.28} height={m.codeRow} />
        </>
      ) : null}
      {done && row.part === 0 ? (
        <Tick x={x + (lecture ? m.code * 0.85 : m.code * 0.85)} y={m.codeRow / 2} size={m.code * 0.62} />
      ) : null}
      {lecture ? null : (
        <text
          className="stage-code stage-line-number"
          x={x + gutter - m.code * 0.7}
          y={base}
          fontSize={m.label}
          textAnchor="end"
        >
          {row.part === 0 ? row.line : ''}
        </text>
      )}
      <text className="stage-code stage-line-text" x={x + gutter} y={base} fontSize={m.code} xmlSpace="preserve">
        {text === row.text ? null : <title>{row.text.trim()}</title>}
        {text}
      </text>
      {badge === '' && result !== '' && !lecture ? (
        <Result row={row} text={result} x={x + gutter + codeWidth(`${text} `, m.code)} y={base} metrics={m} />
      ) : null}
      {badge === '' ? null : (
        <Pressable
          className="stage-badge"
          label={`release ${badge}`}
          active={gate !== null && props.canRelease}
          onPress={() => (gate === null ? undefined : props.onRelease(gate))}
          {...(gate === null ? {} : { data: { 'data-gate': gate } })}
        >
          <rect
            x={x + width - badgeWidth - 4}
            y={m.codeRow * (0.08 + shift * 0.94)}
            width={badgeWidth}
            height={m.codeRow * 0.84}
            rx={3}
          />
          <text
            x={x + width - 4 - badgeWidth / 2}
            y={base - m.code * 0.02 + shift * m.codeRow * 0.94}
            fontSize={m.label}
            textAnchor="middle"
          >
            {badge}
          </text>
        </Pressable>
      )}
    </g>
  );
}, alike);

/** The badge belongs beside the line; where that would cut the line, at the end of the next or the last one. */
function badgeShift(rows: readonly ListingRow[], i: number, badge: string, room: number, m: Metrics): number {
  const badgeWidth = badge === '' ? 0 : uiWidth(badge, m.label) + m.label * 2;
  const fits = (row: ListingRow | undefined): boolean =>
    row !== undefined && row.result === null && codeWidth(row.text, m.code) + badgeWidth <= room;
  if (badge === '' || codeWidth(rows[i]?.text ?? '', m.code) + badgeWidth <= room) return 0;
  if (fits(rows[i + 1])) return 1;
  return fits(rows[i - 1]) ? -1 : 0;
}

const resultText = (row: ListingRow): string => {
  if (row.result === null) return '';
  const text = shortResult(row.result.ret, row.result.errno);
  return row.result.count > 1 ? `${text}  ×${row.result.count}` : text;
};

/** The result as a C comment behind the line; a new descriptor is boxed like its number in the descriptor table. */
function Result(props: { row: ListingRow; text: string; x: number; y: number; metrics: Metrics }): JSX.Element {
  const { row, text, x, y, metrics: m } = props;
  const boxed = row.result !== null && returnsDescriptor(row.result);
  const numberX = x + codeWidth('// ', m.code);
  const width = codeWidth(text, m.code) + m.code * 0.8;
  return (
    <g className="stage-result" data-failed={row.result?.errno !== null}>
      <text className="stage-code" x={x} y={y} fontSize={m.code}>
        {'//'}
      </text>
      {boxed ? (
        <rect className="stage-fd-box" x={numberX} y={y - m.code * 1.02} width={width} height={m.code * 1.36} rx={4} />
      ) : null}
      <text
        className={boxed ? 'stage-code stage-fd-number' : 'stage-code'}
        x={boxed ? numberX + width / 2 : numberX}
        y={y}
        fontSize={m.code}
        textAnchor={boxed ? 'middle' : 'start'}
      >
        {text}
      </text>
    </g>
  );
}

export function Tick(props: { x: number; y: number; size: number }): JSX.Element {
  const { x, y, size: s } = props;
  return <path className="stage-tick" d={`M${x - s / 2} ${y}l${s * 0.36} ${s * 0.4}l${s * 0.64} ${-s * 0.84}`} />;
}

const spelled = (variable: { name: string; value: string }): string => `${variable.name} = ${variable.value}`;

/** What the line names first, the command line's arguments last. */
const rankOf = (name: string, line: string): number =>
  new RegExp(`\\b${name}\\b`).test(line) ? 0 : name === 'argc' || name === 'argv' ? 2 : 1;

/** What is in scope at this line, as it is at this moment: the names of the current line first, as many as fit. */
function Variables(props: {
  process: ProcessState;
  line: string;
  grid: ColumnGrid;
  metrics: Metrics;
}): JSX.Element | null {
  const { process, line, grid, metrics: m } = props;
  const strip = grid.variables;
  if (strip === null || process.variables.length === 0) return null;
  const size = m.label - 0.5;
  const whole = process.variables.map(spelled);
  const known = process.variables
    .filter((variable) => variable.value !== '?')
    .map((variable) => ({ text: spelled(variable), rank: rankOf(variable.name, line) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ text }) => text);
  const room = codeFits(strip.width - 16, size);
  let shown = '';
  for (const text of known) {
    const next = shown === '' ? text : `${shown}   ${text}`;
    if (next.length > room) {
      if (shown === '') shown = cut(text, room);
      else if (shown.length + 5 < room) shown = cut(next, room);
      break;
    }
    shown = next;
  }
  return (
    <g className="stage-variables">
      <title>{whole.join('\n')}</title>
      <text
        className="stage-code"
        x={strip.x + 8}
        y={strip.y + strip.height * 0.68}
        fontSize={size}
        xmlSpace="preserve"
      >
        {shown}
      </text>
    </g>
  );
}
