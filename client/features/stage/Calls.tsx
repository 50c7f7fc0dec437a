import { memo, type JSX } from 'react';
import type { LineResult } from '#shared/model/state';
import { alike } from '../../ui/alike.ts';
import type { Rect } from '../../ui/geometry.ts';
import { codeWidth, uiWidth } from '../../ui/text-width.ts';
import { Arrow } from './Arrow.tsx';
import type { Column } from './columns.ts';
import { Pressable, type Inspect, type Release } from './GateButton.tsx';
import type { ColumnGrid, Metrics } from './grid.ts';
import type { KernelLayout } from './kernel-layout.ts';
import { callForms, shortCall, shortResult } from './shorthand.ts';
import { stemPath, stemX } from './stem.ts';
import { corridorText, lectureSlots, nameAtWall, slotOf, wallSlots, type Slot } from './wall.ts';

interface CallsProps {
  readonly column: Column;
  readonly names: readonly string[];
  readonly grid: ColumnGrid;
  readonly metrics: Metrics;
  readonly kernel: KernelLayout;
  readonly lecture: boolean;
  readonly now: boolean;
  readonly canRelease: boolean;
  readonly onRelease: Release;
  readonly onInspect: Inspect | null;
}

/**
 * The system call interface: a gate for each call that the program uses, open where it is inside one. In the corridor
 * above it the current call's arguments go down and results come up.
 */
export function Calls(props: CallsProps): JSX.Element {
  const { column, names, grid, metrics: m, lecture } = props;
  const call = column.process?.call ?? null;
  const current = call === null ? null : slotOf(call);
  const slots = lecture
    ? lectureSlots(names, grid.wall, m.code, current)
    : wallSlots(names, grid.wall, m.code, current);
  const slot = slots.find((candidate) => candidate.name === current) ?? null;
  return (
    <g className="stage-calls" data-role-kind={column.style.kind}>
      <rect className="stage-wall" x={grid.wall.x} y={grid.wall.y} width={grid.wall.width} height={grid.wall.height} />
      {slots.map((each, i) => (
        <g key={each.name} className="stage-slot" data-call={each.name}>
          {i === 0 || each === slot || slots[i - 1] === slot ? null : (
            <line
              className="stage-divider"
              x1={each.x}
              x2={each.x}
              y1={grid.wall.y + grid.wall.height * 0.24}
              y2={grid.wall.y + grid.wall.height * 0.76}
            />
          )}
          {each !== slot && props.onInspect !== null ? (
            <SlotButton slot={each} wall={grid.wall} onInspect={props.onInspect} />
          ) : null}
          {each.labelled && each !== slot ? (
            <text
              className="stage-code stage-slot-name"
              data-used={resultOf(column, each.name) !== null}
              x={each.x + each.width / 2}
              y={grid.wall.y + grid.wall.height / 2 + each.size * 0.35}
              fontSize={each.size}
              textAnchor="middle"
            >
              {each.name}
            </text>
          ) : null}
        </g>
      ))}
      {slot === null ? null : <Gate {...props} slot={slot} />}
      {grid.corridor === null ? null : <Results {...props} slots={slots} open={slot} corridorY={grid.corridor.y} />}
    </g>
  );
}

/** A call in the wall: a press shows its card. */
const SlotButton = memo(function SlotButton(props: { slot: Slot; wall: Rect; onInspect: Inspect }): JSX.Element {
  return (
    <Pressable
      className="stage-inspect"
      label={`what ${props.slot.name}() is for`}
      active
      onPress={() => props.onInspect({ kind: 'call', name: props.slot.name })}
      data={{ 'data-card-of': props.slot.name }}
    >
      <rect x={props.slot.x} y={props.wall.y} width={props.slot.width} height={props.wall.height} />
    </Pressable>
  );
}, alike);

/** How far an opened gate reaches over the bare wall beside it. */
const gateSpread = 4;

/** The call in progress: its gate, its stem, and its words. */
function Gate(props: CallsProps & { slot: Slot }): JSX.Element | null {
  const { column, grid, metrics: m, kernel, lecture, now, slot, canRelease, onRelease } = props;
  const call = column.process?.call ?? null;
  if (call === null) return null;
  const gate = column.gate?.holds === 'syscall.enter' || column.gate?.holds === 'syscall.exit' ? column.gate : null;
  const held = call.phase === 'gate';
  const { wall } = grid;
  const left = Math.max(wall.x, slot.x - (lecture ? 0 : gateSpread));
  const end = Math.min(wall.x + wall.width, slot.x + slot.width + (lecture ? 0 : gateSpread));
  const opening: Slot = { ...slot, x: left, width: end - left };
  const x = stemX(opening, lecture);
  const top = grid.corridor === null ? wall.y - 6 : grid.corridor.y + grid.corridor.height * 0.44;
  const target = call.args.find((argument) => argument.socket !== undefined)?.socket ?? null;
  const whole = stemPath(x, top, grid, kernel, target, lecture);
  const path = held
    ? [
        { x, y: top },
        { x, y: lecture ? wall.y + wall.height * 0.72 : wall.y - 1 },
      ]
    : call.phase === 'returned'
      ? [...whole].reverse()
      : whole;
  const jamb = m.code * 0.28;
  const label = held
    ? `release: let ${column.role} enter ${nameAtWall(call)}`
    : `release: let ${nameAtWall(call)} return to ${column.role}`;
  return (
    <g className="stage-gate" data-phase={call.phase} data-call={call.api} data-at={call.enterSeq} data-now={now}>
      <Pressable
        className="stage-gate-body"
        label={label}
        active={gate !== null && canRelease}
        onPress={() => (gate === null ? undefined : onRelease(gate.id))}
        {...(gate === null ? {} : { data: { 'data-gate': gate.id } })}
      >
        {held ? (
          <rect
            className="stage-gate-held"
            x={slot.x + 3}
            y={wall.y + 3}
            width={slot.width - 6}
            height={wall.height - 6}
            rx={4}
          />
        ) : (
          <>
            <rect className="stage-gate-open" x={left} y={wall.y - 1} width={opening.width} height={wall.height + 2} />
            <rect className="stage-jamb" x={left} y={wall.y - 6} width={jamb} height={wall.height + 12} />
            <rect className="stage-jamb" x={end - jamb} y={wall.y - 6} width={jamb} height={wall.height + 12} />
          </>
        )}
        {slot.labelled ? (
          <text
            className="stage-code stage-gate-name"
            x={lecture ? slot.x + m.code * 1.6 : held ? slot.x + slot.width / 2 : (left + jamb + x - 5) / 2}
            y={wall.y + wall.height / 2 + slot.size * 0.35}
            fontSize={slot.size}
            textAnchor={lecture ? 'start' : 'middle'}
          >
            {slot.name}
          </text>
        ) : null}
      </Pressable>
      <g key={`${call.enterSeq} ${call.phase}`} className="stage-stem-group">
        <Arrow path={path} className="stage-stem" now={now} head={m.code * (held && !lecture ? 0.45 : 0.62)} />
        {call.phase === 'returned' ? null : (
          <circle className="stage-stem-start" cx={x} cy={top} r={m.code * (held ? 0.24 : 0.3)} />
        )}
      </g>
      {lecture ? (
        <text
          className="stage-code stage-call-text"
          x={slot.x + m.code * 1.75}
          y={grid.kernel.y + m.code * 1.25}
          fontSize={m.code}
        >
          {lectureCall(props, held)}
        </text>
      ) : (
        <CallText {...props} x={x} />
      )}
    </g>
  );
}

function lectureCall(props: CallsProps, held: boolean): string {
  const call = props.column.process?.call;
  if (call === null || call === undefined) return '';
  if (call.phase === 'returned') return `= ${shortResult(call.ret ?? 0, call.errno)}`;
  const max = Math.floor((props.grid.kernel.width - props.metrics.code * 1.9) / (props.metrics.code * 0.6));
  const name = nameAtWall(call);
  const words = shortCall(name, call.args, max + name.length).slice(name.length);
  return held ? '' : words;
}

/** The call as it goes down, or its result as it comes up. */
function CallText(props: CallsProps & { slot: Slot; x: number }): JSX.Element | null {
  const forms = callWords(props);
  const { corridor } = props.grid;
  if (forms === null || corridor === null) return null;
  const placed = corridorText(forms, props.x, corridor, props.metrics.code);
  return (
    <text
      className="stage-code stage-call-text"
      x={placed.x}
      y={corridor.y + corridor.height * 0.44 + props.metrics.code * 0.35}
      fontSize={props.metrics.code}
      textAnchor={placed.anchor}
    >
      {placed.text}
    </text>
  );
}

function callWords(props: CallsProps): readonly string[] | null {
  const call = props.column.process?.call ?? null;
  if (call === null) return null;
  if (call.phase !== 'returned') return callForms(nameAtWall(call), call.args);
  const result = `= ${shortResult(call.ret ?? 0, call.errno)}`;
  return call.errno === null ? [result] : [result, '= -1'];
}

const resultOf = (column: Column, name: string): LineResult | null =>
  Object.values(column.process?.results ?? {})
    .filter((result) => slotOf(result) === name)
    .sort((a, b) => b.seq - a.seq)[0] ?? null;

/** What earlier calls answered, above their gates; what the current call's words would cover stays away. */
function Results(props: CallsProps & { slots: readonly Slot[]; open: Slot | null; corridorY: number }): JSX.Element {
  const { column, slots, open, metrics: m, grid } = props;
  const corridor = grid.corridor ?? grid.wall;
  const words = open === null ? null : callWords(props);
  const covered: [number, number] | null =
    open === null || words === null
      ? null
      : coveredBy(words, open.x + open.width + gateSpread - open.size * 0.72, corridor, m.code);
  const y = corridor.y + corridor.height * 0.44;
  return (
    <g className="stage-results">
      {slots.map((slot, i) => {
        const result = resultOf(column, slot.name);
        if (result === null || slot === open) return null;
        const x = slot.x + m.code * 0.75;
        const next = slots.slice(i + 1).find((other) => other !== open && resultOf(column, other.name) !== null);
        const text = `= ${result.ret}`;
        const end = x + m.code * 0.6 + uiWidth(text, m.code);
        // What would reach into the next column, or the next answer, stands beside its line of code only.
        if (
          end > corridor.x + corridor.width ||
          (next !== undefined && end > next.x + m.code * 0.4) ||
          !slot.labelled ||
          (covered !== null && x - 6 < covered[1] && end > covered[0])
        )
          return null;
        return (
          <Answer key={slot.name} result={result} x={x} y={y} wallY={grid.wall.y} size={m.code} name={slot.name} />
        );
      })}
    </g>
  );
}

/** What the last call through a gate answered, on its way up. */
const Answer = memo(function Answer(props: {
  name: string;
  result: LineResult;
  x: number;
  y: number;
  wallY: number;
  size: number;
}): JSX.Element {
  const { name, result, x, y, wallY, size } = props;
  return (
    <g className="stage-answer" data-call={name} data-at={result.seq} data-failed={result.errno !== null}>
      <Arrow
        path={[
          { x, y: wallY },
          { x, y: y - size * 0.55 },
        ]}
        className="stage-answer-arrow"
        now={false}
        head={size * 0.5}
      />
      <text className="stage-code" x={x + size * 0.6} y={y + size * 0.35} fontSize={size}>
        {`= ${result.ret}`}
      </text>
    </g>
  );
});

function coveredBy(
  words: readonly string[],
  x: number,
  corridor: { x: number; width: number; y: number; height: number },
  size: number,
): [number, number] {
  const placed = corridorText(words, x, corridor, size);
  const width = codeWidth(placed.text, size);
  const from = placed.anchor === 'start' ? placed.x : placed.x - width;
  return [Math.min(from, x) - 6, Math.max(from + width, x) + 6];
}
