import { bottom, middleX, middleY, right } from '../../ui/geometry.ts';
import { centred, type Figure, type FigureEdge, type FigureNode, type NodeId } from './figure.ts';
import { PLATE } from './plate-grid.ts';

/** Unix stream sockets: three states of the kernel's, and two marks that ss does not call states. */
export function unixStreamFigure(lecture: boolean): Figure {
  const k = lecture ? { w: 200, h: 58, text: 26.5, label: 27 } : { w: 140, h: 36, text: 14, label: 13 };
  const x = lecture ? { L: 112, C: 276, R: 480, bus: 528 } : { L: 94, C: 262, R: 430, bus: 500 };
  const y = lecture ? [54, 160, 280, 410, 530, 650] : [80, 150, 224, 308, 398, 484];
  const at = (id: NodeId, column: number, row: number, mark = false): [NodeId, FigureNode] => [
    id,
    { id, box: centred(column, y[row] ?? 0, id === 'ESTABLISHED' && lecture ? 230 : k.w, k.h), small: false, mark },
  ];
  const nodes = new Map([
    at('UNCONN', x.C, 0),
    at('LISTEN', x.L, 2),
    at('ESTABLISHED', x.C, 3),
    at('peer closed', x.C, 4, true),
    at('closed', x.C, 5, true),
  ]);
  const box = (id: NodeId) => nodes.get(id)?.box ?? centred(0, 0, 0, 0);
  const unconn = box('UNCONN');
  const listen = box('LISTEN');
  const established = box('ESTABLISHED');
  const peerClosed = box('peer closed');
  const closed = box('closed');
  const line = k.label * 1.15;
  const left = middleX(unconn) - 22;
  const edges: readonly FigureEdge[] = [
    {
      key: 'UNCONN->LISTEN',
      from: 'UNCONN',
      to: 'LISTEN',
      light: false,
      points: [
        { x: left, y: bottom(unconn) },
        { x: left, y: y[1] ?? 0 },
        { x: middleX(listen), y: y[1] ?? 0 },
        { x: middleX(listen), y: listen.y },
      ],
      label: { x: left - 9, y: bottom(unconn) + k.label * 1.5, anchor: 'end', lines: ['bind, listen'] },
    },
    {
      key: 'UNCONN->ESTABLISHED',
      from: 'UNCONN',
      to: 'ESTABLISHED',
      light: false,
      points: [
        { x: right(unconn), y: middleY(unconn) },
        { x: x.R, y: middleY(unconn) },
        { x: x.R, y: middleY(established) },
        { x: right(established), y: middleY(established) },
      ],
      label: {
        x: x.R - 10,
        y: bottom(unconn) + k.label * 1.2,
        anchor: 'end',
        lines: ['connect', lecture ? 'at once' : 'returns at once'],
      },
    },
    {
      key: 'LISTEN->ESTABLISHED',
      from: 'LISTEN',
      to: 'ESTABLISHED',
      light: false,
      points: [
        { x: middleX(listen), y: bottom(listen) },
        { x: middleX(listen), y: middleY(established) },
        { x: established.x, y: middleY(established) },
      ],
      label: {
        x: middleX(listen) + 12,
        y: bottom(listen) + k.label * 1.35,
        anchor: 'start',
        lines: lecture ? ['peer connects'] : ['peer connects', 'new socket queued'],
      },
    },
    {
      key: 'ESTABLISHED->peer closed',
      from: 'ESTABLISHED',
      to: 'peer closed',
      light: false,
      points: [
        { x: middleX(established), y: bottom(established) },
        { x: middleX(established), y: peerClosed.y },
      ],
      label: {
        x: middleX(established) + 10,
        y: (bottom(established) + peerClosed.y) / 2 - line / 2 + k.label * 0.35,
        anchor: 'start',
        lines: ['peer closes', 'recv returns 0'],
      },
    },
    {
      key: 'peer closed->closed',
      from: 'peer closed',
      to: 'closed',
      light: false,
      points: [
        { x: middleX(peerClosed), y: bottom(peerClosed) },
        { x: middleX(peerClosed), y: closed.y },
      ],
      label: {
        x: middleX(peerClosed) + 10,
        y: (bottom(peerClosed) + closed.y) / 2 + k.label * 0.35,
        anchor: 'start',
        lines: ['close'],
      },
    },
    {
      key: 'ESTABLISHED->closed',
      from: 'ESTABLISHED',
      to: 'closed',
      light: false,
      points: [
        { x: right(established) - 14, y: bottom(established) },
        { x: right(established) - 14, y: bottom(established) + 12 },
        { x: x.bus, y: bottom(established) + 12 },
        { x: x.bus, y: middleY(closed) },
        { x: right(closed), y: middleY(closed) },
      ],
      label: { x: x.bus - 10, y: middleY(closed) - k.label * 0.5, anchor: 'end', lines: ['close'] },
    },
    {
      key: 'LISTEN->closed',
      from: 'LISTEN',
      to: 'closed',
      light: true,
      points: [
        { x: middleX(listen) - (lecture ? 60 : 46), y: bottom(listen) },
        { x: middleX(listen) - (lecture ? 60 : 46), y: middleY(closed) },
        { x: closed.x, y: middleY(closed) },
      ],
      label: {
        x: middleX(listen) - (lecture ? 50 : 36),
        y: middleY(closed) - k.label * 0.5,
        anchor: 'start',
        lines: ['close'],
      },
    },
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
