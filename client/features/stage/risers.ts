import type { Point, Rect } from '../../ui/geometry.ts';
import { bottom, right } from '../../ui/geometry.ts';
import type { SocketFacts } from '#shared/model/state';
import type { ColumnGrid } from './grid.ts';
import type { Chip, KernelLayout } from './kernel-layout.ts';

/**
 * The way between a network card and the socket box that a packet comes from or goes to, from the card upwards. The
 * lowest box is reached straight; others in the channel at the right of the boxes. Null where the socket is not drawn.
 * @param x where it leaves the card
 */
export function riserPath(
  socket: SocketFacts | null,
  nic: Rect,
  x: number,
  grid: ColumnGrid,
  layout: KernelLayout,
): readonly Point[] | null {
  if (socket === null) return null;
  const start = { x, y: nic.y };
  const chip = layout.chips.find((each) => each.socket.id === socket.id);
  if (chip !== undefined) return chipPath(chip, start, grid, layout);
  const index = layout.placed.findIndex(
    (placed) => placed.socket.id === socket.id || placed.socket.id === socket.parent,
  );
  const own = layout.placed.findIndex((placed) => placed.socket.id === socket.id);
  const placed = layout.placed[own >= 0 ? own : index];
  if (placed === undefined) return null;
  const { box } = placed;
  // Chips stand below the boxes: the way round them is the channel.
  if (placed === layout.placed.at(-1) && layout.chips.length === 0) {
    const inside = Math.min(Math.max(x, box.x + 14), right(box) - 14);
    if (inside === x) return [start, { x, y: bottom(box) }];
    const bend = bottom(grid.kernel) - 6;
    return [start, { x, y: bend }, { x: inside, y: bend }, { x: inside, y: bottom(box) }];
  }
  const channel = right(grid.boxes) + (right(grid.kernel) - right(grid.boxes)) * 0.4;
  const bend = bottom(grid.kernel) - 8;
  const entry = bottom(box) - Math.min(12, box.height * 0.3);
  return [start, { x, y: bend }, { x: channel, y: bend }, { x: channel, y: entry }, { x: right(box), y: entry }];
}

/** Straight up into a chip of the lowest row; one of a higher row is not reached: its neighbours stand in the way. */
function chipPath(chip: Chip, start: Point, grid: ColumnGrid, layout: KernelLayout): readonly Point[] | null {
  const { box } = chip;
  if (layout.chips.some((other) => other.box.y > box.y)) return null;
  const inside = Math.min(Math.max(start.x, box.x + 10), right(box) - 10);
  if (inside === start.x) return [start, { x: inside, y: bottom(box) }];
  const bend = Math.max(bottom(box) + 4, bottom(grid.kernel) - 6);
  return [start, { x: start.x, y: bend }, { x: inside, y: bend }, { x: inside, y: bottom(box) }];
}
