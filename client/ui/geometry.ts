/** A rectangle in the units of the drawing it belongs to (SVG user units; at 1600x900 one unit is one pixel). */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const right = (r: Rect): number => r.x + r.width;
export const bottom = (r: Rect): number => r.y + r.height;
export const middleX = (r: Rect): number => r.x + r.width / 2;
export const middleY = (r: Rect): number => r.y + r.height / 2;

/** Whether two rectangles share an area; touching edges do not count. */
export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);

export const contains = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer);

/**
 * SVG path data of an orthogonal (or any) polyline with rounded corners.
 * @param radius corner radius; shortened where a leg is too short for it
 */
export function roundedPath(points: readonly Point[], radius: number): string {
  const first = points[0];
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  for (let i = 1; i < points.length; i++) {
    const corner = points[i];
    const before = points[i - 1];
    const after = points[i + 1];
    if (corner === undefined || before === undefined) break;
    if (after === undefined) {
      path += `L${corner.x} ${corner.y}`;
      break;
    }
    const a = toward(corner, before, radius);
    const b = toward(corner, after, radius);
    path += `L${a.x} ${a.y}Q${corner.x} ${corner.y} ${b.x} ${b.y}`;
  }
  return path;
}

/** The point at `distance` from `from` in the direction of `to`, at most half way. */
function toward(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const part = Math.min(distance, length / 2) / length;
  return { x: round(from.x + (to.x - from.x) * part), y: round(from.y + (to.y - from.y) * part) };
}

const round = (n: number): number => Math.round(n * 100) / 100;
