import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { LabState } from '#shared/model/state';
import { Frame } from '../../store/frame.ts';
import { followed, panned, unitAtX, zoomed, type Camera } from './camera.ts';
import type { LaneBook } from './lane-book.ts';
import type { Lane } from './lanes.ts';
import { paint } from './paint.ts';
import { usePalette } from './palette.ts';
import { HEAD, LANE, sceneOf, type Scene } from './scene.ts';
import { UNIT, endUnit, nowUnit, seqAt, type Axis } from './scale.ts';
import { usePointer } from './use-pointer.ts';
import { useWidth } from './use-width.ts';

interface LaneCanvasProps {
  readonly book: LaneBook;
  readonly lanes: readonly Lane[];
  readonly view: LabState;
  readonly axis: Axis;
  /** In words, what the picture shows. */
  readonly words: string;
  readonly onSeek: (seq: number) => void;
}

/** One press of a zoom key, or one notch of the wheel. */
const ZOOM = 1.25;

/**
 * The lanes themselves, drawn as far as they are seen. NOW stays in view while it moves; a press goes to that moment, the
 * row of steps drags the playhead, the lanes are dragged along. What is seen is no React state: moving it draws this canvas and
 * nothing else.
 */
export function LaneCanvas({ book, lanes, view, axis, words, onSeek }: LaneCanvasProps) {
  const keys = useId();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const camera = useRef<Camera>({ left: 0, scale: UNIT, width: 0 });
  const followedNow = useRef<number | null>(null);
  const scene = useRef<Scene | null>(null);
  const redraw = useRef<() => void>(() => undefined);
  const [frame] = useState(() => new Frame(() => redraw.current()));
  const width = useWidth(box);
  const palette = usePalette();
  const height = HEAD + lanes.length * LANE;
  const end = endUnit(axis);
  const now = nowUnit(axis, view.seq);
  const programs = view.lab?.programs;

  useLayoutEffect(() => {
    const element = canvas.current;
    const to = element?.getContext('2d') ?? null;
    if (element === null || to === null || width === 0) return;
    if (followedNow.current !== now || camera.current.width !== width) {
      camera.current = followed({ ...camera.current, width }, now, end);
      followedNow.current = now;
    }
    const draw = (): void => {
      const density = window.devicePixelRatio;
      const [across, down] = [Math.round(width * density), Math.round(height * density)];
      if (element.width !== across) element.width = across;
      if (element.height !== down) element.height = down;
      to.setTransform(density, 0, 0, density, 0, 0);
      scene.current = sceneOf(book, lanes, axis, view, camera.current);
      paint(to, scene.current, palette, programs ?? [], width, height);
    };
    redraw.current = draw;
    draw();
  }, [book, lanes, view, axis, width, height, palette, programs, now, end]);

  const move = (next: (camera: Camera) => Camera): void => {
    camera.current = next(camera.current);
    frame.ask();
  };
  const pointer = usePointer({
    onSeek: (x) => onSeek(seqAt(axis, unitAtX(camera.current, x))),
    onPan: (pixels) => move((before) => panned(before, pixels, end)),
    titleAt: (x, y) => titleAt(scene.current, x, y),
  });

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    // By hand: React's own listeners are passive, and the page must not scroll or zoom as well.
    const onWheel = (event: WheelEvent): void => {
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      const zooming = event.ctrlKey || event.metaKey;
      if (!zooming && sideways === 0) return;
      event.preventDefault();
      camera.current = zooming
        ? zoomed(camera.current, event.deltaY < 0 ? ZOOM : 1 / ZOOM, event.offsetX, end)
        : panned(camera.current, sideways, end);
      frame.ask();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [end, frame]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = afterKey(camera.current, event.key, end);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(() => next);
  };

  return (
    <div
      className="timeline-track own-keys"
      ref={box}
      role="region"
      aria-label="Lanes"
      aria-describedby={keys}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <p id={keys} hidden>
        Arrow keys move along, plus and minus zoom, 0 shows everything.
      </p>
      <canvas ref={canvas} role="img" aria-label={words} style={{ width, height }} {...pointer} />
    </div>
  );
}

/** Where a key moves what is seen; null where it is no key of the lanes. */
function afterKey(camera: Camera, key: string, end: number): Camera | null {
  switch (key) {
    case 'ArrowLeft':
      return panned(camera, -UNIT, end);
    case 'ArrowRight':
      return panned(camera, UNIT, end);
    case 'PageUp':
      return panned(camera, -camera.width, end);
    case 'PageDown':
      return panned(camera, camera.width, end);
    case 'Home':
      return { ...camera, left: 0 };
    case 'End':
      return panned(camera, end * camera.scale, end);
    case '+':
    case '=':
      return zoomed(camera, ZOOM, camera.width / 2, end);
    case '-':
      return zoomed(camera, 1 / ZOOM, camera.width / 2, end);
    case '0':
      return zoomed(camera, 0, 0, end);
    default:
      return null;
  }
}

/** What is under the pointer, in full. */
function titleAt(scene: Scene | null, x: number, y: number): string {
  if (scene === null) return '';
  const mark = scene.marks.find((shape) => Math.abs(shape.x - x) < 8 && y < HEAD);
  if (mark !== undefined) return mark.mark.text;
  const bar = scene.bars.findLast((shape) => x >= shape.x1 && x <= shape.x2 && within(shape, y));
  if (bar !== undefined) return bar.bar.label;
  const crowd = scene.crowds.find((shape) => x >= shape.x1 && x < shape.x2 && y >= shape.y && y < shape.y + LANE);
  return crowd === undefined || crowd.count === 0 ? '' : `${crowd.count} in ${crowd.lane.name}: zoom in to see them`;
}

const within = ({ y: top, height }: { readonly y: number; readonly height: number }, y: number): boolean =>
  y >= top && y <= top + height;
