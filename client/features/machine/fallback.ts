import { bottom, middleX, middleY, right, type Point } from '../../ui/geometry.ts';
import type { EdgeKey, Figure, FigureEdge, FigureNode, NodeId } from './figure.ts';
import type { Marks } from './marks.ts';

/**
 * Routes for transitions that really happened but that the figure does not draw (a reset, a timeout, a finding): around
 * the figure to CLOSED at the top, else straight from one node to the other.
 * @param more edges that are to be drawn although nobody took them
 */
export function fallbackEdges(figure: Figure, marks: Marks, more: readonly EdgeKey[] = []): readonly FigureEdge[] {
  const drawn = new Set(figure.edges.map((edge) => edge.key));
  const wanted = new Set<EdgeKey>([...marks.visited.keys(), ...(marks.now === null ? [] : [marks.now]), ...more]);
  return [...wanted].flatMap((key): FigureEdge[] => {
    if (drawn.has(key)) return [];
    const [from, to] = key.split('->') as [NodeId, NodeId];
    const source = figure.nodes.get(from);
    const target = figure.nodes.get(to);
    if (source === undefined || target === undefined) return [];
    return [{ key, from, to, points: way(source, target, figure), label: null, light: false }];
  });
}

function way(source: FigureNode, target: FigureNode, figure: Figure): readonly Point[] {
  const a = source.box;
  const b = target.box;
  if (target.id === 'CLOSED' || target.id === 'UNCONN') {
    const bus = figure.width - 7;
    const y = middleY(a) + a.height * 0.3;
    const into = middleY(b) - b.height * 0.36;
    return [
      { x: right(a), y },
      { x: bus, y },
      { x: bus, y: into },
      { x: right(b), y: into },
    ];
  }
  const down = b.y > a.y;
  return [
    { x: middleX(a), y: down ? bottom(a) : a.y },
    { x: middleX(b), y: down ? b.y : bottom(b) },
  ];
}
