import { overlaps, type Rect } from '../../ui/geometry.ts';
import { uiWidth } from '../../ui/text-width.ts';
import type { EdgeKey, EdgeLabel, Figure, FigureEdge } from './figure.ts';
import type { Marks } from './marks.ts';

/** The area a label covers. */
export function labelRect(label: EdgeLabel, size: number): Rect {
  const width = Math.max(...label.lines.map((line) => uiWidth(line, size)));
  const x = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  return { x, y: label.y - size * 0.8, width, height: size * (0.95 + 1.15 * (label.lines.length - 1)) };
}

/**
 * Which edges are labelled. On the plate: all, but lighter ones only when they were used. In a lecture only what is near:
 * the last transition in full, then the ways that were taken and those the tokens may take next, as far as there is room.
 */
export function shownLabels(figure: Figure, marks: Marks, lecture: boolean): ReadonlyMap<EdgeKey, EdgeLabel> {
  const shown = new Map<EdgeKey, EdgeLabel>();
  if (!lecture) {
    for (const edge of figure.edges)
      if (edge.label !== null && (!edge.light || marks.visited.has(edge.key))) shown.set(edge.key, edge.label);
    return shown;
  }
  const big = [...figure.nodes.values()].filter((node) => !node.small);
  const taken: Rect[] = [...figure.nodes.values()].map((node) => node.box);
  const ids = new Set(big.map((node) => node.id));
  const ranked = figure.edges
    .filter((edge) => ids.has(edge.from) && ids.has(edge.to))
    .map((edge) => ({ edge, rank: rankOf(edge, marks) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank);
  const frame: Rect = { x: 0, y: 0, width: figure.width, height: figure.height };
  for (const { edge, rank } of ranked) {
    if (edge.label === null) continue;
    const full = edge.label;
    const first = full.lines[0]?.split(' / ')[0] ?? '';
    const short = { ...full, lines: [first] };
    const split = { ...full, lines: first.split(/ (.*)/).filter((part) => part !== '') };
    // Above a level line there is room for one line of words only.
    const forms = edge.label.anchor === 'middle' ? [short] : [short, split];
    for (const label of rank === 0 ? [full, ...forms] : forms) {
      const tight = labelRect(label, figure.labelText);
      const rect = { x: tight.x - 5, y: tight.y, width: tight.width + 10, height: tight.height };
      const inside = rect.x >= 0 && rect.x + rect.width <= frame.width;
      if (!inside || taken.some((other) => overlaps(other, rect))) continue;
      if (crossesLine(rect, figure, edge.key)) continue;
      shown.set(edge.key, label);
      taken.push(rect);
      break;
    }
  }
  return shown;
}

const rankOf = (edge: FigureEdge, marks: Marks): number => {
  if (edge.key === marks.now) return 0;
  if (edge.light) return 3;
  if (marks.visited.has(edge.key)) return 1;
  return marks.tokens.some((token) => token.node === edge.from) ? 2 : 3;
};

/** Whether another edge runs through the label. */
function crossesLine(rect: Rect, figure: Figure, own: EdgeKey): boolean {
  return figure.edges.some(
    (edge) =>
      edge.key !== own &&
      edge.points.some((point, i) => {
        const next = edge.points[i + 1];
        if (next === undefined) return false;
        const line: Rect = {
          x: Math.min(point.x, next.x) - 1,
          y: Math.min(point.y, next.y) - 1,
          width: Math.abs(next.x - point.x) + 2,
          height: Math.abs(next.y - point.y) + 2,
        };
        return overlaps(line, rect);
      }),
  );
}
