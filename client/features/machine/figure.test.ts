import { describe, expect, it } from 'vitest';
import { tcp } from '#shared/machines/tcp';
import { unixStream } from '#shared/machines/unix-stream';
import { bottom, overlaps, right, type Point, type Rect } from '../../ui/geometry.ts';
import type { Figure, FigureEdge } from './figure.ts';
import { labelRect, shownLabels } from './labels.ts';
import { datagramFigure } from './datagram-figure.ts';
import { unixStreamFigure } from './other-figures.ts';
import { tcpFigure } from './tcp-figure.ts';

const figures: readonly (readonly [string, Figure])[] = [
  ['TCP', tcpFigure('plate')],
  ['TCP, lecture, opening', tcpFigure('opening')],
  ['TCP, lecture, closing', tcpFigure('closing')],
  ['Unix stream', unixStreamFigure(false)],
  ['Unix stream, lecture', unixStreamFigure(true)],
  ['datagrams', datagramFigure(false)],
  ['datagrams, lecture', datagramFigure(true)],
];

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.01;

const onBorder = (p: Point | undefined, r: Rect | undefined): boolean => {
  if (p === undefined || r === undefined) return false;
  const acrossX = p.x >= r.x && p.x <= right(r);
  const acrossY = p.y >= r.y && p.y <= bottom(r);
  return (acrossX && (near(p.y, r.y) || near(p.y, bottom(r)))) || (acrossY && (near(p.x, r.x) || near(p.x, right(r))));
};

/** The segments of an edge as thin rectangles, a little shorter than they are. */
const segments = (edge: FigureEdge): readonly Rect[] =>
  edge.points.slice(1).map((b, i) => {
    const a = edge.points[i] ?? b;
    return {
      x: Math.min(a.x, b.x) + 0.5,
      y: Math.min(a.y, b.y) + 0.5,
      width: Math.max(0.1, Math.abs(a.x - b.x) - 1),
      height: Math.max(0.1, Math.abs(a.y - b.y) - 1),
    };
  });

describe.each(figures)('the figure of %s', (_, figure) => {
  const nodes = [...figure.nodes.values()];

  it('has nodes inside the pane that do not touch', () => {
    for (const node of nodes) {
      expect(node.box.x).toBeGreaterThanOrEqual(0);
      expect(right(node.box)).toBeLessThanOrEqual(figure.width);
      for (const other of nodes) if (other !== node) expect(overlaps(node.box, other.box)).toBe(false);
    }
  });

  it('has edges that begin and end on the borders of their nodes', () => {
    for (const edge of figure.edges) {
      expect([edge.key, onBorder(edge.points[0], figure.nodes.get(edge.from)?.box)]).toEqual([edge.key, true]);
      expect([edge.key, onBorder(edge.points.at(-1), figure.nodes.get(edge.to)?.box)]).toEqual([edge.key, true]);
    }
  });

  it('has orthogonal edges that run through no node', () => {
    for (const edge of figure.edges) {
      edge.points.slice(1).forEach((point, i) => {
        const before = edge.points[i] ?? point;
        expect([edge.key, point.x === before.x || point.y === before.y]).toEqual([edge.key, true]);
      });
      for (const node of nodes)
        for (const segment of segments(edge))
          expect([edge.key, node.id, overlaps(segment, node.box)]).toEqual([edge.key, node.id, false]);
    }
  });
});

describe('labels of the plate', () => {
  const marks = { tokens: [], visited: new Map(), now: null };

  const plates = figures.filter(([name]) => !name.includes('lecture'));

  it.each(plates)('%s: cover neither each other nor a node', (_, figure) => {
    const labels = [...shownLabels(figure, marks, false)].map(
      ([key, label]) => [key, labelRect(label, figure.labelText)] as const,
    );
    for (const [key, rect] of labels) {
      expect([key, rect.x >= 0 && right(rect) <= figure.width]).toEqual([key, true]);
      for (const [other, otherRect] of labels)
        if (other !== key) expect([key, other, overlaps(rect, otherRect)]).toEqual([key, other, false]);
      for (const node of figure.nodes.values())
        expect([key, node.id, overlaps(rect, node.box)]).toEqual([key, node.id, false]);
    }
  });
});

const words = (text: string): readonly string[] => text.split(/[\s/]+/).filter((word) => word !== '');

describe("the figures and the machines' tables", () => {
  it('TCP: draw every edge of the figure, and no edge that the table lacks', () => {
    const drawn = new Set(tcpFigure('plate').edges.map((edge) => edge.key));
    const table = new Set(tcp.transitions.map((row) => `${row.from}->${row.to}`));
    for (const row of tcp.transitions)
      if (row.figure)
        expect([`${row.from}->${row.to}`, drawn.has(`${row.from}->${row.to}`)]).toEqual([
          `${row.from}->${row.to}`,
          true,
        ]);
    for (const key of drawn) expect([key, table.has(key)]).toEqual([key, true]);
  });

  it("TCP: label each edge in the table's words", () => {
    for (const edge of tcpFigure('plate').edges) {
      const rows = tcp.transitions.filter((row) => row.from === edge.from && row.to === edge.to);
      const known = rows.flatMap((row) => words(`${row.event} ${row.action}`)).map((word) => word.replace(/,$/, ''));
      const spoken = words(edge.label?.lines.join(' ') ?? '').map((word) => word.replace(/,$/, ''));
      for (const word of spoken)
        expect([edge.key, known.flatMap((k) => [k, ...k.split(',')])]).toEqual([
          edge.key,
          expect.arrayContaining([word]),
        ]);
    }
  });

  it('Unix stream: draw every edge of the figure', () => {
    const drawn = new Set(unixStreamFigure(false).edges.map((edge) => edge.key));
    for (const row of unixStream.transitions) if (row.figure) expect(drawn.has(`${row.from}->${row.to}`)).toBe(true);
  });
});
