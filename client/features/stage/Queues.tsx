import type { JSX } from 'react';
import type { LabState, SocketFacts } from '#shared/model/state';
import { right, type Rect } from '../../ui/geometry.ts';
import { RoleGlyph } from '../../ui/RoleGlyph.tsx';
import { codeFits, codeWidth, cut, uiWidth } from '../../ui/text-width.ts';
import { accentOf } from './accent.ts';
import { bytesIn } from './buffer-bytes.ts';
import { chosenChild } from './columns.ts';
import { FactMark } from './Marks.tsx';
import { shortAddress } from './shorthand.ts';
import type { RowProps } from './SocketRow.tsx';

const mostSlots = 6;

/** The accept queue: one slot for each connection that the backlog admits (n admits n+1), filled from the left. */
export function AcceptQueue(props: RowProps & { end: number }): JSX.Element {
  const { box, socket, style, metrics: m, end, lecture } = props;
  const queue = socket.acceptQueue;
  const y = box.y + box.height / 2;
  const x = box.x + m.code * 1.1;
  if (queue === null)
    return (
      <text className="stage-label" x={x} y={y + m.label * 0.35} fontSize={m.label}>
        accept queue not seen
      </text>
    );
  const admitted = queue.limit + 1;
  const slots = Math.min(admitted, mostSlots);
  const size = m.code * (lecture ? 0.9 : 1.5);
  const step = size + 4;
  const words = 'accept queue';
  const figure = `${queue.length}/${admitted}`;
  const textX = x + slots * step + (admitted > slots ? m.code * 1.2 : m.code * 0.5);
  const room = end - textX;
  const fits = uiWidth(words, m.label) + codeWidth(`  ${figure}`, m.code) <= room;
  return (
    <g className="stage-accept-queue" data-length={queue.length} data-limit={admitted}>
      <title>{`accept queue: ${queue.length} of ${admitted} places taken; a backlog of ${queue.limit} admits one more`}</title>
      {Array.from({ length: slots }, (_, i) => (
        <g key={i}>
          <rect className="stage-slot-box" x={x + i * step} y={y - size / 2} width={size} height={size} rx={3} />
          {i < queue.length ? <RoleGlyph style={style} x={x + i * step + size / 2} y={y} size={size * 0.56} /> : null}
        </g>
      ))}
      {admitted > slots ? (
        <text className="stage-label" x={x + slots * step} y={y + m.label * 0.3} fontSize={m.label}>
          …
        </text>
      ) : null}
      <text className="stage-label stage-ink" x={textX} y={y + m.label * 0.35} fontSize={m.label}>
        {fits ? words : 'queue'}
        <tspan className="stage-code stage-strong" dx={m.code * 0.5} fontSize={m.code}>
          {figure}
        </tspan>
      </text>
    </g>
  );
}

/** How a child of a listener is spoken of: half-open in the SYN queue, or complete and waiting for accept(). */
const childWords = (child: SocketFacts): { queue: string; why: string } =>
  child.state === 'SYN_RECV'
    ? { queue: 'SYN queue', why: 'half-open, no fd' }
    : { queue: 'accept queue', why: 'waits for accept()' };

/**
 * The half-open requests and the connections that wait for accept(), inside the listener they belong to. The newest is
 * drawn; the number tells how many there are. Empty, it is the outline of the SYN queue.
 */
export function Tray(props: RowProps): JSX.Element {
  const { box, state, style, waiting, metrics: m, lecture } = props;
  const child = chosenChild(state, waiting);
  const pad = m.code * 0.9;
  const width = lecture ? box.width - 2 * pad : box.width * 0.6 - pad;
  const tray: Rect = { x: box.x + pad, y: box.y + 3, width, height: box.height - 7 };
  const textX = right(tray) + m.code * 0.7;
  const count = child === null ? 0 : waiting.filter((other) => other.state === child.state).length;
  const words = child === null ? { queue: 'SYN queue', why: 'empty' } : childWords(child);
  return (
    <g className="stage-tray">
      {child === null ? (
        <>
          <path className="stage-tray-empty" d={trayPath(tray, true)} />
          {lecture ? (
            <text
              className="stage-label"
              x={tray.x + pad}
              y={tray.y + tray.height / 2 + m.label * 0.35}
              fontSize={m.label}
            >
              SYN queue empty
            </text>
          ) : null}
        </>
      ) : (
        <Child child={child} state={state} box={tray} props={props} style={style} />
      )}
      {lecture ? null : (
        <>
          <text className="stage-label stage-ink" x={textX} y={tray.y + tray.height / 2 - 3} fontSize={m.label}>
            {words.queue}
            <tspan className="stage-code stage-strong" dx={m.code * 0.4} fontSize={m.code}>
              {count}
            </tspan>
          </text>
          <text className="stage-label" x={textX} y={tray.y + tray.height / 2 + m.label * 1.15} fontSize={m.label - 1}>
            {cut(words.why, Math.floor((right(box) - textX - 4) / (m.label * 0.5)))}
          </text>
        </>
      )}
    </g>
  );
}

/** Open at the top while half-open: it can still move up into the accept queue. */
const trayPath = (r: Rect, open: boolean): string =>
  `M${r.x} ${r.y}V${r.y + r.height - 5}q0 5 5 5H${right(r) - 5}q5 0 5 -5V${r.y}${open ? '' : 'Z'}`;

function Child(args: {
  child: SocketFacts;
  state: LabState;
  box: Rect;
  props: RowProps;
  style: RowProps['style'];
}): JSX.Element {
  const { child, state, box, props, style } = args;
  const { metrics: m, lecture } = props;
  const halfOpen = child.state === 'SYN_RECV';
  const textX = box.x + m.code * 0.8 + m.glyph * 1.35;
  const first = box.y + box.height * (lecture ? 0.3 : 0.34);
  const second = box.y + box.height * 0.74;
  const bytes = bytesIn(child, 'receive');
  const tail = bytes > 0 && !lecture ? `  ${bytes} B` : '';
  return (
    <g
      className="stage-socket stage-child"
      data-socket={child.id}
      data-state={child.state}
      data-phase={halfOpen ? 'half-open' : 'waiting'}
      data-role-kind={style.kind}
      data-now={accentOf(state, child.id)}
    >
      <path className="stage-child-box" d={trayPath(box, true)} />
      {halfOpen ? null : <path className="stage-child-lid" d={`M${box.x} ${box.y}H${right(box)}`} />}
      <RoleGlyph style={style} x={box.x + m.code * 0.8 + m.glyph * 0.4} y={first} size={m.glyph * 0.92} />
      <text className="stage-code stage-state" x={textX} y={first + m.title * 0.34} fontSize={m.title * 0.96}>
        {child.state}
      </text>
      <text className="stage-code" x={textX} y={second + m.fact * 0.35} fontSize={m.fact}>
        {cut(
          (child.protocol === 'unix' ? 'from the client' : shortAddress(child.remote)) + tail,
          codeFits(right(box) - textX - 4, m.fact),
        )}
      </text>
      {lecture ? null : (
        <FactMark socket={child} fact="state" x={right(box) - m.code * 0.9} y={first} size={m.code * 0.5} />
      )}
    </g>
  );
}

/** The same in one line, where the listener shares the column with other sockets. */
export function Children(props: RowProps): JSX.Element {
  const { box, state, style, waiting, metrics: m, lecture } = props;
  const child = chosenChild(state, waiting);
  if (child === null) return <g className="stage-tray" />;
  const pad = m.code * 0.9;
  const inner: Rect = { x: box.x + pad, y: box.y + 1, width: box.width - 2 * pad, height: box.height - 4 };
  const y = inner.y + inner.height / 2;
  const textX = inner.x + m.code * 0.5 + m.glyph * 1.3;
  const size = m.fact - (lecture ? 0 : 0.5);
  const stateWidth = codeWidth(child.state, size);
  const words = lecture
    ? ''
    : `${child.protocol === 'unix' ? '' : shortAddress(child.remote)}${waiting.length > 1 ? `  +${waiting.length - 1}` : `  ${childWords(child).why}`}`;
  const room = codeFits(right(inner) - textX - stateWidth - m.code * 2.2, m.label);
  return (
    <g
      className="stage-socket stage-child"
      data-socket={child.id}
      data-state={child.state}
      data-phase={child.state === 'SYN_RECV' ? 'half-open' : 'waiting'}
      data-role-kind={style.kind}
      data-now={accentOf(state, child.id)}
    >
      <path className="stage-child-box" d={trayPath(inner, true)} />
      {child.state === 'SYN_RECV' ? null : (
        <path className="stage-child-lid" d={`M${inner.x} ${inner.y}H${right(inner)}`} />
      )}
      <RoleGlyph style={style} x={inner.x + m.code * 0.5 + m.glyph * 0.45} y={y} size={m.glyph * 0.8} />
      <text className="stage-code stage-state" x={textX} y={y + size * 0.35} fontSize={size}>
        {child.state}
      </text>
      <text className="stage-code" x={textX + stateWidth + m.code * 0.7} y={y + m.label * 0.35} fontSize={m.label}>
        {cut(words.trim(), room)}
      </text>
      {lecture ? null : (
        <FactMark socket={child} fact="state" x={right(inner) - m.code * 0.8} y={y} size={m.code * 0.5} />
      )}
    </g>
  );
}
