import { unreachable } from '#shared/base/exhaustive';
import { memo, useId, type CSSProperties, type JSX } from 'react';
import { describeNow } from '#shared/model/describe-now';
import type { StateMachine as Machine } from '#shared/machines/machine';
import type { LabState } from '#shared/model/state';
import { roundedPath, type Point } from '../../ui/geometry.ts';
import { alike } from '../../ui/alike.ts';
import { arrowHead, shortened } from '../../ui/arrow.ts';
import { RoleGlyph } from '../../ui/RoleGlyph.tsx';
import { fallbackEdges } from './fallback.ts';
import type { EdgeLabel, Figure, FigureEdge, FigureNode } from './figure.ts';
import { shownLabels } from './labels.ts';
import { marksOf, shownMachine, type EdgeMark, type Marks, type Token } from './marks.ts';
import { datagramFigure } from './datagram-figure.ts';
import { unixStreamFigure } from './other-figures.ts';
import { plateOf } from './plate.ts';
import { closingStates, tcpFigure } from './tcp-figure.ts';
import { beyondFigure, edgeTitle } from './trails.ts';
import { fillNode, type PlacedToken } from './tokens.ts';
import { Why } from './Why.tsx';
import './machine.css';

/**
 * The socket state machine: a token for each socket, the edges that were really taken, and the last transition with its
 * reason. A pure function of the state.
 */
export function StateMachine(props: {
  state: LabState;
  lecture: boolean;
  /** Which machine; without it that of whoever acts. */
  machine?: Machine;
  /** This kernel's own edges, which the book's figure leaves out, are drawn too. */
  linux?: boolean;
  /** The moment that the words below tell; without it this one. Where a log grows fast they come somewhat later: they are to be read. */
  told?: LabState;
  /** Whether the figure names itself; not where its title stands above it. In lectures it never does. */
  titled?: boolean;
}): JSX.Element {
  const { state, lecture, told = state, titled = true } = props;
  const id = useId();
  const machine = props.machine ?? shownMachine(state);
  const beyond = props.linux === true ? beyondFigure(machine) : [];
  const marks = marksOf(state, machine);
  const base = figureFor(machine, marks, lecture);
  const figure = { ...base, edges: [...base.edges, ...fallbackEdges(base, marks, beyond)] };
  const labels = shownLabels(figure, marks, lecture);
  const top = titled ? 0 : (figure.plate?.top ?? 0);
  const ordered = [...figure.edges].sort((a, b) => weight(a, marks) - weight(b, marks));
  return (
    <svg
      className="machine"
      viewBox={`0 ${top} ${figure.width} ${figure.height - top}`}
      preserveAspectRatio={lecture ? undefined : 'xMidYMin'}
      role="img"
      aria-labelledby={`${id}title ${id}desc`}
      data-machine={machine.id}
      data-arrangement={lecture ? 'lecture' : 'plate'}
      data-now={marks.now ?? ''}
      data-seq={state.seq}
    >
      <title id={`${id}title`}>{machine.title}</title>
      <desc id={`${id}desc`}>{inWords(marks)}</desc>
      {lecture ? null : <Heading machine={machine} tokens={marks.tokens.length} titled={titled} />}
      {ordered.map((edge) => (
        <Edge
          key={edge.key}
          edge={edge}
          mark={marks.visited.get(edge.key) ?? null}
          run={edge.key === marks.now ? lastSeq(marks, edge) : null}
          big={figure.nodeText > 20}
          distant={isDistant(edge, figure)}
          linux={beyond.includes(edge.key)}
          machine={machine}
        />
      ))}
      {[...figure.nodes.values()].map((node) => (
        <Node key={node.id} node={node} size={figure.nodeText} tokens={tokensIn(node, figure, marks)} />
      ))}
      {figure.edges.map((edge) => {
        const label = labels.get(edge.key);
        return label === undefined ? null : (
          <Label
            key={edge.key}
            label={label}
            mark={marks.visited.get(edge.key) ?? null}
            now={edge.key === marks.now}
            size={figure.labelText}
          />
        );
      })}
      {figure.caption === null ? null : (
        <text
          className="machine-caption"
          x={figure.caption.x}
          y={figure.caption.y}
          fontSize={figure.labelText}
          textAnchor="middle"
        >
          {figure.caption.text}
        </text>
      )}
      {figure.plate === null ? null : (
        <Why description={describeNow(told)} x={24} y={figure.plate.why} width={figure.width - 48} />
      )}
    </svg>
  );
}

/** In lectures half of TCP's figure is large: the half where the last thing happened. */
function figureFor(machine: Machine, marks: Marks, lecture: boolean): Figure {
  if (!lecture) return plateOf(machine);
  switch (machine.id) {
    case 'tcp': {
      const [from, at] = marks.now?.split('->') ?? [];
      const nodes = at === undefined ? marks.tokens.map((token) => token.node) : [at];
      const closing = nodes.some((node) => closingStates.some((state) => state === node));
      return tcpFigure(closing || (at === 'CLOSED' && !isOpening(from)) ? 'closing' : 'opening');
    }
    case 'unix-stream':
      return unixStreamFigure(true);
    case 'udp':
    case 'unix-dgram':
      return datagramFigure(true);
    default:
      return unreachable(machine.id);
  }
}

/** States before a connection stands. */
const isOpening = (state: string | undefined): boolean =>
  state !== undefined && /^(LISTEN|SYN_SENT|SYN_RECV)$/.test(state);

/** What is lit lies above what is not, the last of it uppermost: a transition moves one edge, and leaves the others where they are. */
const weight = (edge: FigureEdge, marks: Marks): number =>
  edge.key === marks.now ? Infinity : (marks.visited.get(edge.key)?.seq ?? -1);

const Heading = memo(function Heading(props: { machine: Machine; tokens: number; titled: boolean }): JSX.Element {
  const { machine, tokens, titled } = props;
  const legend = [
    { style: { kind: 'server', shape: 'disc' } as const, words: 'new connection' },
    { style: { kind: 'server', shape: 'ring' } as const, words: 'listener' },
    { style: { kind: 'client', shape: 'diamond' } as const, words: 'client' },
  ];
  return (
    <g className="machine-heading" data-tokens={tokens}>
      {titled && (
        <>
          <text className="machine-title" x={24} y={29} fontSize={18}>
            {machine.title}
          </text>
          <text className="machine-reference" x={512} y={29} fontSize={13.5} textAnchor="end">
            {machine.reference}
          </text>
        </>
      )}
      {legend.map(({ style, words }, i) => (
        <g key={words} data-role-kind={style.kind}>
          <RoleGlyph style={style} x={30} y={62 + i * 22} size={12} />
          <text x={44} y={66.5 + i * 22} fontSize={13}>
            {words}
          </text>
        </g>
      ))}
    </g>
  );
});

const isDistant = (edge: FigureEdge, figure: Figure): boolean =>
  figure.nodes.get(edge.from)?.small === true || figure.nodes.get(edge.to)?.small === true;

const Edge = memo(function Edge(props: {
  edge: FigureEdge;
  mark: EdgeMark | null;
  /** The seq of the transition that ran along it last of all, or null: another edge was the last. */
  run: number | null;
  /** In the large figure of a lecture. */
  big: boolean;
  /** From or to a node that is drawn small. */
  distant: boolean;
  linux: boolean;
  machine: Machine;
}): JSX.Element {
  const { edge, mark, run, big, distant, linux, machine } = props;
  const now = run !== null;
  const head = (now ? 14 : mark === null ? (distant ? 5 : 7) : 9) * (big ? 1.5 : 1);
  const line = roundedPath(shortened(edge.points, head), 10);
  const title = edgeTitle(machine, edge.key);
  return (
    <g
      className="machine-edge"
      data-edge={edge.key}
      data-now={now}
      data-visited={mark !== null}
      data-inferred={mark?.inferred === true}
      data-light={edge.light || distant}
      data-linux={(linux && mark === null) || undefined}
      data-role-kind={mark?.kind ?? 'none'}
    >
      {title === '' ? null : <title>{title}</title>}
      {now ? <path key={run} className="now-under" d={line} pathLength={1} /> : null}
      <path className="machine-line" d={line} />
      <polygon className="machine-head" points={arrowHead(edge.points, head)} />
    </g>
  );
}, alike);

const lastSeq = (marks: Marks, edge: FigureEdge): number =>
  Math.max(0, ...marks.tokens.filter((token) => token.by === edge.key).map((token) => token.seq));

/** The event, and the action below it. */
const Label = memo(function Label(props: {
  label: EdgeLabel;
  mark: EdgeMark | null;
  now: boolean;
  size: number;
}): JSX.Element {
  const { label, mark, now, size } = props;
  return (
    <text
      className="machine-label"
      data-now={now}
      data-visited={mark !== null}
      data-role-kind={mark?.kind ?? 'none'}
      x={label.x}
      y={label.y}
      fontSize={size}
      textAnchor={label.anchor}
    >
      {label.lines.map((line, i) => (
        <tspan key={line} x={label.x} dy={i === 0 ? 0 : size * 1.15} data-line={i}>
          {line}
        </tspan>
      ))}
    </text>
  );
}, alike);

/** A token with the way that it came by, if the figure draws it. */
interface Arrived {
  readonly token: Token;
  readonly way: readonly Point[] | null;
  readonly now: boolean;
}

const tokensIn = (node: FigureNode, figure: Figure, marks: Marks): readonly Arrived[] =>
  marks.tokens
    .filter((token) => token.node === node.id)
    .map((token) => ({
      token,
      way: figure.edges.find((edge) => edge.key === token.by)?.points ?? null,
      now: token.by !== null && token.by === marks.now,
    }));

const Node = memo(function Node(props: {
  node: FigureNode;
  /** Of its name, in the figure's units. */
  size: number;
  tokens: readonly Arrived[];
}): JSX.Element {
  const { node, size, tokens: arrived } = props;
  const { box } = node;
  const tokens = arrived.map(({ token }) => token);
  const kinds = [...new Set(tokens.map((token) => token.style.kind))];
  const contents = fillNode(box, tokens, node.id, size);
  return (
    <g
      className="machine-node"
      data-state={node.id}
      data-tokens={tokens.map((token) => token.socket).join(' ')}
      data-role-kind={kinds.length === 0 ? 'none' : kinds.length === 1 ? kinds[0] : 'several'}
      data-small={node.small}
      data-mark={node.mark}
    >
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={node.small ? 4 : 8} />
      {node.small ? null : (
        <text x={contents.textX} y={box.y + box.height / 2 + size * 0.36} fontSize={size} textAnchor="middle">
          {node.id}
        </text>
      )}
      {node.small
        ? null
        : contents.tokens.map((placed) => {
            const came = arrived.find(({ token }) => token === placed.token);
            return (
              <TokenSign
                key={`${placed.token.socket} ${placed.token.seq}`}
                placed={placed}
                way={came?.way ?? null}
                now={came?.now === true}
              />
            );
          })}
    </g>
  );
}, alike);

/** A token travels once along the edge it came by, then stands in its node. */
function TokenSign(props: { placed: PlacedToken; way: readonly Point[] | null; now: boolean }): JSX.Element {
  const { placed, way, now } = props;
  const { token, at, size, count } = placed;
  const style: CSSProperties = way === null ? {} : { offsetPath: `path("${relativePath(way, at)}")` };
  return (
    <g className="machine-token" data-socket={token.socket} data-role-kind={token.style.kind} data-now={now}>
      <g className={way === null ? undefined : 'machine-moving'} style={style}>
        <RoleGlyph style={token.style} x={at.x} y={at.y} size={size} />
      </g>
      {count > 1 ? (
        <text x={at.x + size * 0.7} y={at.y + size * 0.3} fontSize={size * 0.85}>
          {`×${count}`}
        </text>
      ) : null}
    </g>
  );
}

/** The way to a token's place, as offsets from that place: where it ends, the offset is zero. */
const relativePath = (points: readonly Point[], at: Point): string =>
  [...points, at].map((point, i) => `${i === 0 ? 'M' : 'L'}${point.x - at.x} ${point.y - at.y}`).join('');

function inWords(marks: Marks): string {
  const places = marks.tokens.map((token: Token) => `${token.socket} is in ${token.node}`).join(', ');
  const last = marks.now === null ? '' : ` The last transition was ${marks.now.replace('->', ' to ')}.`;
  return `${places === '' ? 'No socket is observed.' : `${places}.`}${last}`;
}
