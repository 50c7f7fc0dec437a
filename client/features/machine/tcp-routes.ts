import { bottom, middleX, middleY, right, type Point, type Rect } from '../../ui/geometry.ts';
import type { EdgeKey, EdgeLabel, FigureEdge, FigureNode, NodeId } from './figure.ts';

interface Route {
  readonly points: readonly Point[];
  readonly label: Omit<EdgeLabel, 'lines'> & { readonly lines: readonly string[] };
  readonly light?: boolean;
}

/** How far parallel edges keep from a node's middle, and labels from their edge. */
export interface Offsets {
  readonly column: number;
  readonly middle: number;
  readonly side: number;
  /** Type size of the labels; their lines stand 1.15 of it apart. */
  readonly text: number;
  /** Whether there is room below the line from TIME_WAIT for its words; above it LAST_ACK's stand. */
  readonly belowTimeWait: boolean;
}

/**
 * The edges of TCP's state diagram after RFC 9293 figure 5 (VISUAL.md, TCP's state diagram), as orthogonal routes between
 * whatever boxes the nodes have. One entry an edge; labels stand in the inside corner, event above action.
 * @param bus x of the return line to CLOSED at the right
 */
export function tcpRoutes(
  nodes: ReadonlyMap<NodeId, FigureNode>,
  bus: number,
  offsets: Offsets,
): readonly FigureEdge[] {
  const box = (id: NodeId): Rect => {
    const node = nodes.get(id);
    if (node === undefined) throw new Error(`no node ${id} in the TCP figure`);
    return node.box;
  };
  const { column: c, middle: m, side: s, text } = offsets;
  const line = text * 1.15;
  const closed = box('CLOSED');
  const listen = box('LISTEN');
  const synRecv = box('SYN_RECV');
  const synSent = box('SYN_SENT');
  const established = box('ESTABLISHED');
  const finWait1 = box('FIN_WAIT1');
  const finWait2 = box('FIN_WAIT2');
  const closing = box('CLOSING');
  const timeWait = box('TIME_WAIT');
  const closeWait = box('CLOSE_WAIT');
  const lastAck = box('LAST_ACK');
  const gap = text * 0.65;
  const below = (r: Rect): number => bottom(r) + text * 1.3;
  const between = (a: Rect, b: Rect): number => (bottom(a) + b.y) / 2 - line / 2 + text * 0.35;
  const toClosed = (from: Rect): readonly Point[] => [
    { x: right(from), y: middleY(from) },
    { x: bus, y: middleY(from) },
    { x: bus, y: middleY(closed) - s },
    { x: right(closed), y: middleY(closed) - s },
  ];
  const leftLane = middleX(finWait1) - c;
  const detour = (right(finWait2) + closing.x) / 2;

  const routes: Readonly<Partial<Record<EdgeKey, Route>>> = {
    'CLOSED->LISTEN': {
      points: vertical(middleX(closed) - m, bottom(closed), listen.y),
      label: {
        x: middleX(closed) - m - gap,
        y: between(closed, listen),
        anchor: 'end',
        lines: ['passive OPEN', 'create TCB'],
      },
    },
    'LISTEN->CLOSED': {
      points: vertical(middleX(closed) + m, listen.y, bottom(closed)),
      label: {
        x: middleX(closed) + m + gap * 0.6,
        y: between(closed, listen),
        anchor: 'start',
        lines: ['CLOSE', 'delete TCB'],
      },
    },
    'CLOSED->SYN_SENT': {
      points: corner({ x: right(closed), y: middleY(closed) + s }, { x: middleX(synSent) + c, y: synSent.y }),
      label: {
        x: middleX(synSent) + c - gap * 0.6,
        y: Math.max(middleY(closed) + s + text * 1.35, bottom(closed) + text * 0.85),
        anchor: 'end',
        lines: ['active OPEN', 'snd SYN'],
      },
    },
    'LISTEN->SYN_RECV': {
      points: corner({ x: listen.x, y: middleY(listen) + s }, { x: middleX(synRecv) + c, y: synRecv.y }),
      label: {
        x: middleX(synRecv) + c + gap * 2,
        y: bottom(listen) + text * 1.15,
        anchor: 'start',
        lines: ['rcv SYN', 'snd SYN,ACK'],
      },
    },
    'SYN_RECV->LISTEN': {
      points: [
        { x: middleX(synRecv) - c, y: synRecv.y },
        { x: middleX(synRecv) - c, y: middleY(listen) - s },
        { x: listen.x, y: middleY(listen) - s },
      ],
      label: {
        x: middleX(synRecv) - c + gap,
        y: middleY(listen) - s - text * 0.45,
        anchor: 'start',
        lines: ['rcv RST'],
      },
    },
    'LISTEN->SYN_SENT': {
      points: corner({ x: right(listen), y: middleY(listen) }, { x: middleX(synSent) - c, y: synSent.y }),
      label: {
        x: middleX(synSent) - c - gap,
        y: middleY(listen) + text * 1.35,
        anchor: 'end',
        lines: ['SEND', 'snd SYN'],
      },
    },
    'SYN_SENT->SYN_RECV': {
      points: [
        { x: synSent.x, y: middleY(synSent) },
        { x: right(synRecv), y: middleY(synRecv) },
      ],
      label: {
        x: (synSent.x + right(synRecv)) / 2,
        y: middleY(synSent) - text * 0.45,
        anchor: 'middle',
        lines: ['rcv SYN / snd SYN,ACK'],
      },
    },
    'SYN_RECV->ESTABLISHED': {
      points: corner(
        { x: established.x, y: middleY(established) },
        { x: middleX(synRecv) + c, y: bottom(synRecv) },
        true,
      ),
      label: { x: middleX(synRecv) + c + gap, y: below(synRecv), anchor: 'start', lines: ['rcv ACK', 'of SYN'] },
    },
    'SYN_SENT->ESTABLISHED': {
      points: corner(
        { x: right(established), y: middleY(established) },
        { x: middleX(synSent) - c, y: bottom(synSent) },
        true,
      ),
      label: { x: middleX(synSent) - c - gap, y: below(synSent), anchor: 'end', lines: ['rcv SYN,ACK', 'snd ACK'] },
    },
    'SYN_SENT->CLOSED': {
      points: toClosed(synSent),
      label: { x: bus - gap * 0.8, y: below(synSent), anchor: 'end', lines: ['CLOSE', 'delete TCB'] },
    },
    'SYN_RECV->FIN_WAIT1': {
      points: vertical(leftLane, bottom(synRecv), finWait1.y),
      label: { x: leftLane + gap, y: finWait1.y - line - text * 0.75, anchor: 'start', lines: ['CLOSE', 'snd FIN'] },
    },
    'ESTABLISHED->FIN_WAIT1': {
      points: corner(
        { x: right(finWait1), y: middleY(finWait1) - s },
        { x: middleX(established) - m, y: bottom(established) },
        true,
      ),
      label: { x: middleX(established) - m - gap, y: below(established), anchor: 'end', lines: ['CLOSE', 'snd FIN'] },
    },
    'ESTABLISHED->CLOSE_WAIT': {
      points: corner(
        { x: closeWait.x, y: middleY(closeWait) },
        { x: middleX(established) + m, y: bottom(established) },
        true,
      ),
      label: {
        x: middleX(established) + m + gap,
        y: below(established),
        anchor: 'start',
        lines: ['rcv FIN', 'snd ACK'],
      },
    },
    'FIN_WAIT1->FIN_WAIT2': {
      points: vertical(leftLane, bottom(finWait1), finWait2.y),
      label: { x: leftLane + gap, y: between(finWait1, finWait2), anchor: 'start', lines: ['rcv ACK', 'of FIN'] },
    },
    'FIN_WAIT1->CLOSING': {
      points: corner({ x: right(finWait1), y: middleY(finWait1) + s }, { x: middleX(closing), y: closing.y }),
      label: {
        x: middleX(closing) - gap,
        y: middleY(finWait1) + s + text * 1.35,
        anchor: 'end',
        lines: ['rcv FIN', 'snd ACK'],
      },
    },
    'FIN_WAIT1->TIME_WAIT': {
      points: [
        { x: right(finWait1) - text, y: bottom(finWait1) },
        { x: right(finWait1) - text, y: (bottom(finWait1) + finWait2.y) / 2 },
        { x: detour, y: (bottom(finWait1) + finWait2.y) / 2 },
        { x: detour, y: middleY(timeWait) - s },
        { x: timeWait.x, y: middleY(timeWait) - s },
      ],
      label: {
        x: detour + gap * 0.8,
        y: bottom(closing) + text * 1.3,
        anchor: 'start',
        lines: ['rcv FIN,', 'ACK of FIN'],
      },
      light: true,
    },
    'FIN_WAIT2->TIME_WAIT': {
      points: corner({ x: timeWait.x, y: middleY(timeWait) }, { x: leftLane, y: bottom(finWait2) }, true),
      label: { x: leftLane + gap, y: below(finWait2), anchor: 'start', lines: ['rcv FIN', 'snd ACK'] },
    },
    'CLOSING->TIME_WAIT': {
      points: vertical(middleX(closing), bottom(closing), timeWait.y),
      label: {
        x: middleX(closing) + gap,
        y: between(closing, timeWait),
        anchor: 'start',
        lines: ['rcv ACK', 'of FIN'],
      },
    },
    'CLOSE_WAIT->LAST_ACK': {
      points: vertical(middleX(closeWait), bottom(closeWait), lastAck.y),
      label: {
        x: middleX(closeWait) + gap,
        y: between(closeWait, lastAck),
        anchor: 'start',
        lines: ['CLOSE', 'snd FIN'],
      },
    },
    'LAST_ACK->CLOSED': {
      points: toClosed(lastAck),
      label: { x: bus - gap * 0.8, y: below(lastAck), anchor: 'end', lines: ['rcv ACK of FIN'] },
    },
    'TIME_WAIT->CLOSED': {
      points: toClosed(timeWait),
      label: {
        x: (right(timeWait) + bus) / 2,
        y: middleY(timeWait) + (offsets.belowTimeWait ? text * 1.2 : -text * 0.5 - line),
        anchor: 'middle',
        lines: ['2MSL timeout', 'delete TCB'],
      },
    },
  };

  return Object.entries(routes).map(([key, route]) => {
    const [from, to] = key.split('->') as [NodeId, NodeId];
    return {
      key: `${from}->${to}` as const,
      from,
      to,
      points: route.points,
      label: route.label,
      light: route.light === true,
    };
  });
}

const vertical = (x: number, from: number, to: number): readonly Point[] => [
  { x, y: from },
  { x, y: to },
];

/** Across from `side` to the column of `end`, then along it; `reversed` runs the other way. */
function corner(side: Point, end: Point, reversed = false): readonly Point[] {
  const points = [side, { x: end.x, y: side.y }, end];
  return reversed ? points.reverse() : points;
}
