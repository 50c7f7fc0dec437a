import type { Chain } from '#shared/model/causes';
import { Frame } from '../../store/frame.ts';
import { followed, type Camera } from './camera.ts';
import type { LaneBook } from './lane-book.ts';
import type { Lane } from './lanes.ts';
import { paint } from './paint.ts';
import { linksOf, paintLinks, type Links } from './paint-links.ts';
import type { Palette } from './palette.ts';
import { HEAD, LANE, sceneOf, type BarShape, type Moment, type Scene } from './scene.ts';
import { UNIT, endUnit, nowUnit, type Axis } from './scale.ts';

/** What is drawn: changes with the log, the playhead, the theme and the window. */
export interface Subject {
  readonly canvas: HTMLCanvasElement;
  readonly book: LaneBook;
  readonly lanes: readonly Lane[];
  readonly axis: Axis;
  readonly moment: Moment;
  readonly palette: Palette;
  readonly programs: readonly { readonly role: string }[];
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * A timeline's canvas and what of the log it sees. Moving that draws the canvas again, once a frame, and nothing else: it
 * is no state of the page's.
 */
export class LaneDrawing {
  #camera: Camera = { left: 0, scale: UNIT, width: 0 };
  #subject: Subject | null = null;
  #scene: Scene | null = null;
  #now: number | null = null;
  #links: Links | null = null;
  readonly #frame = new Frame(() => this.#draw());

  get camera(): Camera {
    return this.#camera;
  }

  /** Drawn by the frame that paints the rest of the page too. Where NOW has moved, it comes into view. */
  show(subject: Subject): void {
    this.#subject = subject;
    const now = nowUnit(subject.axis, subject.moment.seq);
    if (this.#now !== now || this.#camera.width !== subject.width) {
      this.#camera = followed({ ...this.#camera, width: subject.width }, now, endUnit(subject.axis));
      this.#now = now;
    }
    this.#frame.ask();
  }

  /** `next` is given what is seen and where the axis ends, and answers what is seen from now on. */
  move(next: (camera: Camera, end: number) => Camera): void {
    if (this.#subject === null) return;
    this.#camera = next(this.#camera, endUnit(this.#subject.axis));
    this.#frame.ask();
  }

  /** Frames the bars of a chain of causes and effects; null: of none. */
  light(chain: Chain | null): void {
    if (chain === null && this.#links === null) return;
    this.#links = chain === null ? null : linksOf(chain);
    this.#frame.ask();
  }

  /** The event that the bar under the pointer begins with; null where no bar is. */
  eventAt(x: number, y: number): number | null {
    return this.#barAt(x, y)?.bar.from ?? null;
  }

  /** What is under the pointer, in full; empty where nothing is. */
  titleAt(x: number, y: number): string {
    const scene = this.#scene;
    if (scene === null) return '';
    const mark = scene.marks.find((shape) => Math.abs(shape.x - x) < 8 && y < HEAD);
    if (mark !== undefined) return mark.mark.text;
    const bar = this.#barAt(x, y);
    if (bar !== undefined) return bar.bar.label;
    const crowd = scene.crowds.find((shape) => x >= shape.x1 && x < shape.x2 && y >= shape.y && y < shape.y + LANE);
    return crowd === undefined || crowd.count === 0 ? '' : `${crowd.count} in ${crowd.lane.name}: zoom in to see them`;
  }

  #barAt(x: number, y: number): BarShape | undefined {
    return this.#scene?.bars.findLast(
      (shape) => x >= shape.x1 && x <= shape.x2 && y >= shape.y && y <= shape.y + shape.height,
    );
  }

  #draw(): void {
    const subject = this.#subject;
    const to = subject?.canvas.getContext('2d') ?? null;
    if (subject === null || to === null || subject.width === 0) return;
    const { canvas, width, height } = subject;
    const density = window.devicePixelRatio;
    const [across, down] = [Math.round(width * density), Math.round(height * density)];
    // Setting a canvas's size clears it and costs, even where it is the same.
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    to.setTransform(density, 0, 0, density, 0, 0);
    this.#scene = sceneOf(subject.book, subject.lanes, subject.axis, subject.moment, this.#camera);
    paint(to, this.#scene, subject.palette, subject.programs, width, height);
    if (this.#links !== null) paintLinks(to, this.#scene, this.#links, subject.palette);
  }
}
