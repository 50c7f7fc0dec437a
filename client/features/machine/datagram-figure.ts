import { bottom, middleX, middleY, right, type Rect } from '../../ui/geometry.ts';
import { centred, type EdgeKey, type Figure, type FigureEdge, type FigureNode, type NodeId } from './figure.ts';
import { PLATE } from './plate-grid.ts';

interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly text: number;
  readonly label: number;
  /** Centres of the nodes: across, and down for each of the three. */
  readonly x: number;
  readonly y: readonly [number, number, number];
}

const BESIDE: Sizes = { width: 168, height: 42, text: 15, label: 13.5, x: 232, y: [140, 300, 460] };
const LECTURE: Sizes = { width: 230, height: 58, text: 27, label: 27, x: 272, y: [90, 330, 570] };

/** UDP and Unix datagram sockets: a peer is remembered, or not; what may be done in both is drawn as a loop. */
export function datagramFigure(lecture: boolean): Figure {
  const k = lecture ? LECTURE : BESIDE;
  const at = (id: NodeId, row: 0 | 1 | 2, mark = false): [NodeId, FigureNode] => [
    id,
    { id, box: centred(k.x, k.y[row], k.width, k.height), small: false, mark },
  ];
  const nodes = new Map([at('UNCONN', 0), at('ESTABLISHED', 1), at('closed', 2, true)]);
  const box = (id: NodeId): Rect => nodes.get(id)?.box ?? centred(0, 0, 0, 0);
  const [unconn, established, closed] = [box('UNCONN'), box('ESTABLISHED'), box('closed')];
  const between = (bottom(unconn) + established.y) / 2;
  const edges: readonly FigureEdge[] = [
    {
      key: 'UNCONN->ESTABLISHED',
      from: 'UNCONN',
      to: 'ESTABLISHED',
      light: false,
      points: [
        { x: k.x - 24, y: bottom(unconn) },
        { x: k.x - 24, y: established.y },
      ],
      label: { x: k.x - 34, y: between, anchor: 'end', lines: ['connect', 'peer noted'] },
    },
    {
      key: 'ESTABLISHED->UNCONN',
      from: 'ESTABLISHED',
      to: 'UNCONN',
      light: false,
      points: [
        { x: k.x + 24, y: established.y },
        { x: k.x + 24, y: bottom(unconn) },
      ],
      label: { x: k.x + 34, y: between, anchor: 'start', lines: ['connect', 'AF_UNSPEC'] },
    },
    {
      key: 'ESTABLISHED->closed',
      from: 'ESTABLISHED',
      to: 'closed',
      light: false,
      points: [
        { x: middleX(established), y: bottom(established) },
        { x: middleX(closed), y: closed.y },
      ],
      label: {
        x: k.x + 10,
        y: (bottom(established) + closed.y) / 2 + k.label * 0.35,
        anchor: 'start',
        lines: ['close'],
      },
    },
    {
      key: 'UNCONN->closed',
      from: 'UNCONN',
      to: 'closed',
      light: false,
      points: [
        { x: unconn.x, y: middleY(unconn) },
        { x: unconn.x - (lecture ? 60 : 84), y: middleY(unconn) },
        { x: unconn.x - (lecture ? 60 : 84), y: middleY(closed) },
        { x: closed.x, y: middleY(closed) },
      ],
      label: {
        x: closed.x - (lecture ? 50 : 74),
        y: middleY(closed) - k.label * 0.5,
        anchor: 'start',
        lines: ['close'],
      },
    },
    ...(lecture
      ? []
      : [
          loop('UNCONN', unconn, k, ['sendto, recvfrom', 'each its own peer']),
          loop('ESTABLISHED', established, k, ['send, recv', 'the one peer only']),
        ]),
  ];
  return {
    width: lecture ? 544 : PLATE.width,
    height: lecture ? 744 : PLATE.height,
    plate: lecture ? null : PLATE,
    nodes,
    edges,
    nodeText: k.text,
    labelText: k.label,
    caption: null,
  };
}

/** What may be done in a state without leaving it: from the node's right side and back. */
function loop(id: 'UNCONN' | 'ESTABLISHED', box: Rect, k: Sizes, lines: readonly string[]): FigureEdge {
  const key: EdgeKey = `${id}->${id}`;
  const out = right(box) + 28;
  const [above, below] = [middleY(box) - 10, middleY(box) + 10];
  return {
    key,
    from: id,
    to: id,
    light: false,
    points: [
      { x: right(box), y: above },
      { x: out, y: above },
      { x: out, y: below },
      { x: right(box), y: below },
    ],
    label: { x: out + 8, y: middleY(box) - k.label * 0.2, anchor: 'start', lines },
  };
}
