import { centred, type Figure, type FigureNode, type NodeId } from './figure.ts';
import { PLATE } from './plate-grid.ts';
import { tcpRoutes } from './tcp-routes.ts';

/** plate: all of it. opening, closing: half of it at lecture size, the other half small in its place. */
export type TcpView = 'plate' | 'opening' | 'closing';

const openingStates: readonly NodeId[] = ['CLOSED', 'LISTEN', 'SYN_RECV', 'SYN_SENT', 'ESTABLISHED'];
export const closingStates: readonly NodeId[] = [
  'FIN_WAIT1',
  'CLOSE_WAIT',
  'FIN_WAIT2',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
];

/** Column and row of each state in RFC 9293's figure, with the RFC's second CLOSED replaced by a line back. */
const places: readonly (readonly [NodeId, 'L' | 'C' | 'R', number])[] = [
  ['CLOSED', 'C', 0],
  ['LISTEN', 'C', 1],
  ['SYN_RECV', 'L', 2],
  ['SYN_SENT', 'R', 2],
  ['ESTABLISHED', 'C', 3],
  ['FIN_WAIT1', 'L', 4],
  ['CLOSE_WAIT', 'R', 4],
  ['FIN_WAIT2', 'L', 5],
  ['CLOSING', 'C', 5],
  ['LAST_ACK', 'R', 5],
  ['TIME_WAIT', 'C', 6],
];

export function tcpFigure(view: TcpView): Figure {
  const made = figures.get(view) ?? (view === 'plate' ? plateFigure() : lectureFigure(view));
  figures.set(view, made);
  return made;
}

/** Those that were asked for: a figure never changes. */
const figures = new Map<TcpView, Figure>();

/** VISUAL.md's geometry in a pane's width, its rows a little closer: the height of a pane is what limits its size. */
function plateFigure(): Figure {
  const columns = { L: 94, C: 262, R: 430 };
  const rows = [80, 150, 221, 292, 363, 434, 505];
  const nodes = new Map(
    places.map(([id, column, row]): [NodeId, FigureNode] => [
      id,
      { id, box: centred(columns[column], rows[row] ?? 0, 140, 36), small: false, mark: false },
    ]),
  );
  return {
    width: PLATE.width,
    height: PLATE.height,
    plate: PLATE,
    nodes,
    edges: tcpRoutes(nodes, 512, { column: 24, middle: 22, side: 8, text: 13, belowTimeWait: true }),
    nodeText: 14,
    labelText: 13,
    caption: null,
  };
}

function lectureFigure(view: 'opening' | 'closing'): Figure {
  const opening = view === 'opening';
  const columns = { L: 118, C: 270, R: 422 };
  const rows = opening ? [54, 198, 342, 486, 580, 626, 672] : [40, 82, 124, 196, 330, 470, 690];
  const small = { width: 68, height: 20 };
  const size: Partial<Record<NodeId, number>> = { ESTABLISHED: 224, FIN_WAIT1: 196, FIN_WAIT2: 196, CLOSE_WAIT: 200 };
  // Moved to the right, so that the way from FIN_WAIT1 straight to TIME_WAIT passes beside CLOSING.
  const lower: Partial<Record<NodeId, { x: number; y: number; width: number }>> = {
    CLOSING: { x: 313, y: 584, width: 150 },
    TIME_WAIT: { x: 360, y: 690, width: 222 },
  };
  const nodes = new Map(
    places.map(([id, column, row]): [NodeId, FigureNode] => {
      const big = id === 'ESTABLISHED' || (opening ? openingStates : closingStates).includes(id);
      const own = opening ? undefined : lower[id];
      const y = own?.y ?? rows[row] ?? 0;
      const box = big
        ? centred(own?.x ?? columns[column], y, own?.width ?? size[id] ?? 196, 58)
        : centred(columns[column], y, small.width, small.height);
      return [id, { id, box, small: !big, mark: false }];
    }),
  );
  return {
    width: 544,
    height: 744,
    plate: null,
    nodes,
    edges: tcpRoutes(nodes, 532, { column: 16, middle: 20, side: 7, text: 27, belowTimeWait: false }),
    nodeText: 26.5,
    labelText: 27,
    caption: opening ? { x: columns.C, y: 726, text: '6 closing states' } : { x: 116, y: 44, text: 'opening states' },
  };
}
