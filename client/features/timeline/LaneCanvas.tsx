import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { LabState } from '#shared/model/state';
import { useLinks } from '../../store/links.ts';
import { panned, unitAtX, zoomed, type Camera } from './camera.ts';
import type { LaneBook } from './lane-book.ts';
import { LaneDrawing } from './lane-drawing.ts';
import type { Lane } from './lanes.ts';
import { usePalette } from './palette.ts';
import { HEAD, LANE } from './scene.ts';
import { UNIT, seqAt, type Axis } from './scale.ts';
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
  const [drawing] = useState(() => new LaneDrawing());
  const width = useWidth(box);
  const palette = usePalette();
  const height = HEAD + lanes.length * LANE;
  const programs = view.lab?.programs;

  useLayoutEffect(() => {
    if (canvas.current === null) return;
    drawing.show({
      canvas: canvas.current,
      book,
      lanes,
      axis,
      moment: view,
      palette,
      programs: programs ?? [],
      width,
      height,
    });
  }, [drawing, book, lanes, view, axis, width, height, palette, programs]);

  const hover = useLinks((links) => links.hover);
  // Lit without drawing the panel again: the canvas alone changes.
  useEffect(() => useLinks.subscribe(({ chain }) => drawing.light(chain)), [drawing]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    // By hand: React's own listeners are passive, and the page must not scroll or zoom as well.
    const onWheel = (event: WheelEvent): void => {
      const { deltaX, deltaY, offsetX } = event;
      const sideways = event.shiftKey ? deltaY : deltaX;
      const zooming = event.ctrlKey || event.metaKey;
      if (!zooming && sideways === 0) return;
      event.preventDefault();
      if (zooming) drawing.move((camera, end) => zoomed(camera, deltaY < 0 ? ZOOM : 1 / ZOOM, offsetX, end));
      else drawing.move((camera, end) => panned(camera, sideways, end));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [drawing]);

  const pointer = usePointer({
    onSeek: (x) => onSeek(seqAt(axis, unitAtX(drawing.camera, x))),
    onPan: (pixels) => drawing.move((camera, end) => panned(camera, pixels, end)),
    titleAt: (x, y) => drawing.titleAt(x, y),
    onHover: (x, y) => hover(drawing.eventAt(x, y)),
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moveOf(event.key);
    if (move === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    drawing.move(move);
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

type Move = (camera: Camera, end: number) => Camera;

/** What a key does to what is seen; null where it is no key of the lanes. */
function moveOf(key: string): Move | null {
  switch (key) {
    case 'ArrowLeft':
      return (camera, end) => panned(camera, -UNIT, end);
    case 'ArrowRight':
      return (camera, end) => panned(camera, UNIT, end);
    case 'PageUp':
      return (camera, end) => panned(camera, -camera.width, end);
    case 'PageDown':
      return (camera, end) => panned(camera, camera.width, end);
    case 'Home':
      return (camera, end) => panned(camera, -end * camera.scale, end);
    case 'End':
      return (camera, end) => panned(camera, end * camera.scale, end);
    case '+':
    case '=':
      return (camera, end) => zoomed(camera, ZOOM, camera.width / 2, end);
    case '-':
      return (camera, end) => zoomed(camera, 1 / ZOOM, camera.width / 2, end);
    case '0':
      return (camera, end) => zoomed(camera, 0, 0, end);
    default:
      return null;
  }
}
