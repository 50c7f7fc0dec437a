import type { Point, Rect } from '../../ui/geometry.ts';
import { right } from '../../ui/geometry.ts';
import type { ColumnGrid } from './grid.ts';
import type { KernelLayout } from './kernel-layout.ts';
import type { Slot } from './wall.ts';

/** Where a call's stem passes through its gate: at the right of the name, so that the name stays readable. */
export const stemX = (slot: Slot, lecture: boolean): number =>
  lecture ? slot.x + slot.size * 0.95 : slot.x + slot.width - slot.size * 0.72;

/**
 * The way of a call from the corridor to the kernel object it is about, top to bottom. Straight where the object is the
 * top box; else around the boxes, in the channel at the right. Without an object it ends just below the wall.
 * @param target id of the socket, or null
 */
export function stemPath(
  x: number,
  top: number,
  grid: ColumnGrid,
  layout: KernelLayout,
  target: string | null,
  lecture: boolean,
): readonly Point[] {
  const start = { x, y: top };
  const { kernel, boxes } = grid;
  if (lecture) return [start, { x, y: boxes.y - 4 }];
  const index = layout.placed.findIndex((placed) => placed.socket.id === target);
  const box: Rect | undefined = layout.placed[index]?.box;
  if (box === undefined) return [start, { x, y: kernel.y + Math.min(24, boxes.y - kernel.y - 4) }];
  const bend = kernel.y + (boxes.y - kernel.y) * 0.42;
  if (index === 0) {
    const inside = Math.min(Math.max(x, box.x + 10), right(box) - 10);
    if (inside === x) return [start, { x, y: box.y }];
    return [start, { x, y: bend }, { x: inside, y: bend }, { x: inside, y: box.y }];
  }
  const channel = right(boxes) + (right(kernel) - right(boxes)) * 0.62;
  const entry = (layout.placed[index]?.title.y ?? box.y) + 18;
  return [start, { x, y: bend }, { x: channel, y: bend }, { x: channel, y: entry }, { x: right(box), y: entry }];
}
