import { roleStyle } from '../../ui/roles.ts';
import type { Crowd } from './crowd.ts';
import type { Palette } from './palette.ts';
import { HEAD, LANE, type BarShape, type MarkShape, type Scene } from './scene.ts';

type Context = CanvasRenderingContext2D;
type Programs = readonly { readonly role: string }[];

/** The colours of a bar: a thick start, a fill, its letters. */
interface Ink {
  readonly stroke: string;
  readonly fill: string;
  readonly text: string;
}

/** Draws a scene. The context's unit is a CSS pixel; everything there before is gone. */
export function paint(
  to: Context,
  scene: Scene,
  palette: Palette,
  programs: Programs,
  width: number,
  height: number,
): void {
  to.clearRect(0, 0, width, height);
  to.textBaseline = 'alphabetic';
  paintGrid(to, scene, palette, width, height);
  for (const crowd of scene.crowds) paintCrowd(to, crowd, palette, programs);
  for (const shape of scene.bars) paintBar(to, shape, palette, programs);
  for (const shape of scene.marks) paintMark(to, shape, palette, height);
  if (scene.futureTo !== null) {
    to.globalAlpha = 0.62;
    to.fillStyle = palette.bg;
    to.fillRect(scene.nowX, HEAD, width - scene.nowX, height - HEAD);
    to.globalAlpha = 1;
  }
  paintNow(to, scene.nowX, palette, height);
}

function paintGrid(to: Context, scene: Scene, palette: Palette, width: number, height: number): void {
  to.fillStyle = palette.hairline;
  for (let lane = 0; lane < scene.lanes; lane++) to.fillRect(0, HEAD + lane * LANE + LANE / 2, width, 1);
  for (const { x } of scene.ticks) to.fillRect(Math.round(x), 20, 1, height);
  to.fillStyle = palette.ink2;
  to.font = `13px ${palette.ui}`;
  to.textAlign = 'left';
  for (const { x, step } of scene.ticks) to.fillText(String(step), x + 5, 17);
}

function inkOf(role: string | null, failed: boolean, palette: Palette, programs: Programs): Ink {
  if (failed) return { stroke: palette.fault, fill: palette.faultFill, text: palette.fault };
  switch (roleStyle(role, programs).kind) {
    case 'server':
      return { stroke: palette.serverStroke, fill: palette.serverFill, text: palette.serverText };
    case 'client':
      return { stroke: palette.clientStroke, fill: palette.clientFill, text: palette.clientText };
    case 'nobody':
      return { stroke: palette.edge, fill: palette.nobodyFill, text: palette.ink };
  }
}

/** Filled; an outline while it is held before the kernel. */
function paintBar(to: Context, shape: BarShape, palette: Palette, programs: Programs): void {
  const { bar, x1, y, height, held, now } = shape;
  const ink = inkOf(bar.role, bar.failed, palette, programs);
  const width = shape.x2 - x1;
  to.fillStyle = held ? palette.bg : now ? palette.now : ink.fill;
  to.fillRect(x1 + 0.75, y + 0.75, Math.max(1.5, width - 1.5), height - 1.5);
  if (held || now) {
    to.strokeStyle = now ? palette.nowOutline : ink.stroke;
    to.lineWidth = held && now ? 2 : 1.5;
    to.strokeRect(x1 + 0.75, y + 0.75, Math.max(1.5, width - 1.5), height - 1.5);
  }
  to.fillStyle = now ? palette.nowOutline : ink.stroke;
  to.fillRect(x1, y, 3, height);
  if (shape.label === '') return;
  to.fillStyle = now ? (held ? palette.ink : palette.nowText) : ink.text;
  to.font = `${bar.half === null ? 13 : 11.5}px ${palette.code}`;
  to.textAlign = 'left';
  to.fillText(shape.label, shape.labelX, y + height / 2 + (bar.half === null ? 4.5 : 4));
}

/** Taller and stronger the more there are. */
function paintCrowd(to: Context, crowd: Crowd, palette: Palette, programs: Programs): void {
  const ink = inkOf(crowd.lane.role, crowd.failed, palette, programs);
  const height = LANE - 4 - (5 - crowd.level) * 3;
  to.fillStyle = crowd.level === 1 && crowd.count === 0 ? ink.fill : ink.stroke;
  to.globalAlpha = crowd.count === 0 ? 1 : 0.35 + 0.13 * crowd.level;
  to.fillRect(crowd.x1, crowd.y + LANE / 2 - height / 2, crowd.x2 - crowd.x1, height);
  to.globalAlpha = 1;
}

/** A note's flag; what was not observed as a dashed line through all lanes, with a question mark. */
function paintMark(to: Context, { mark, x }: MarkShape, palette: Palette, height: number): void {
  const at = Math.round(x);
  const gap = mark.kind === 'gap';
  to.fillStyle = gap ? palette.fault : palette.ink;
  to.setLineDash(gap ? [3, 3] : []);
  to.strokeStyle = to.fillStyle;
  to.lineWidth = 1;
  to.beginPath();
  to.moveTo(at + 0.5, 20);
  to.lineTo(at + 0.5, height);
  to.stroke();
  to.setLineDash([]);
  to.font = `bold 13px ${palette.ui}`;
  to.textAlign = 'center';
  if (gap) to.fillText('?', at, 17);
  else {
    to.beginPath();
    to.moveTo(at, 6);
    to.lineTo(at + 9, 10);
    to.lineTo(at, 14);
    to.fill();
    to.fillRect(at, 6, 1, 16);
  }
}

function paintNow(to: Context, nowX: number, palette: Palette, height: number): void {
  const x = Math.round(nowX);
  to.fillStyle = palette.ink;
  to.fillRect(x - 1.25, 20, 2.5, height);
  // At the very beginning the flag stays whole, and its line stands at its edge.
  const flag = Math.max(20.5, x);
  to.beginPath();
  to.roundRect(flag - 20, 2, 40, 20, 4);
  to.fillStyle = palette.now;
  to.fill();
  to.strokeStyle = palette.nowOutline;
  to.lineWidth = 1;
  to.stroke();
  to.fillStyle = palette.nowText;
  to.font = `600 13px ${palette.ui}`;
  to.textAlign = 'center';
  to.fillText('now', flag, 16.5);
}
