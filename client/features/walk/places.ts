import type { PicturePoint } from '#shared/protocol/walk';
import { contains, type Point, type Rect } from '../../ui/geometry.ts';

/** A drawn thing that the shared picture's pointer and pen can hold on to. */
export interface Thing {
  readonly name: string;
  readonly box: Rect;
}

/** How far a stroke may reach beyond its thing, in its widths and heights: a circle round a socket is larger than the socket. */
const BEYOND = 1;

/**
 * The points as every page can find them again: told of the smallest thing that all of them belong to. null: there is none.
 * @param points in the same units as the things' boxes
 */
export function placed(points: readonly Point[], things: readonly Thing[]): PicturePoint[] | null {
  const bounds = boundsOf(points);
  if (bounds === null) return null;
  const middle = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2, width: 0, height: 0 };
  const thing = things
    .filter(({ box }) => box.width > 0 && box.height > 0 && contains(box, middle) && contains(grown(box), bounds))
    .toSorted((a, b) => a.box.width * a.box.height - b.box.width * b.box.height)[0];
  if (thing === undefined) return null;
  const { box, name } = thing;
  return points.map(({ x, y }, i) => ({
    x: rounded((x - box.x) / box.width),
    y: rounded((y - box.y) / box.height),
    ...(i === 0 ? { on: name } : {}),
  }));
}

/** Where those points are on a page with these things, in the units of their boxes; none where their thing is not drawn. */
export function found(points: readonly PicturePoint[], things: readonly Thing[]): Point[] {
  const thing = things.find(({ name }) => name === points[0]?.on);
  if (thing === undefined) return [];
  const { box } = thing;
  return points.map(({ x, y }) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
}

function boundsOf(points: readonly Point[]): Rect | null {
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const grown = ({ x, y, width, height }: Rect): Rect => ({
  x: x - BEYOND * width,
  y: y - BEYOND * height,
  width: (1 + 2 * BEYOND) * width,
  height: (1 + 2 * BEYOND) * height,
});

/** A thousandth of a thing is less than a pixel, and a stroke has hundreds of points. */
const rounded = (n: number): number => Math.round(n * 1000) / 1000;
