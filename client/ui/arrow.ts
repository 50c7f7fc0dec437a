import type { Point } from './geometry.ts';

/** A filled arrowhead whose tip is the path's last point. */
export function arrowHead(path: readonly Point[], size: number): string {
  const tip = path.at(-1);
  const before = path.at(-2);
  if (tip === undefined || before === undefined) return '';
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const dx = (tip.x - before.x) / length;
  const dy = (tip.y - before.y) / length;
  const back = { x: tip.x - dx * size * 1.25, y: tip.y - dy * size * 1.25 };
  const side = size * 0.62;
  return [
    `${tip.x},${tip.y}`,
    `${back.x - dy * side},${back.y + dx * side}`,
    `${back.x + dy * side},${back.y - dx * side}`,
  ].join(' ');
}

/** The same path, ending `by` before its last point, so that a line does not stick out of its arrowhead. */
export function shortened(path: readonly Point[], by: number): readonly Point[] {
  const tip = path.at(-1);
  const before = path.at(-2);
  if (tip === undefined || before === undefined) return path;
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const part = Math.min(1, by / length);
  return [...path.slice(0, -1), { x: tip.x - (tip.x - before.x) * part, y: tip.y - (tip.y - before.y) * part }];
}
