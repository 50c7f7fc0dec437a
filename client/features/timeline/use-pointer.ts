import { useRef } from 'react';
import type { PointerEvent } from 'react';
import { HEAD } from './scene.ts';

/** A pointer that moved less than this, in pixels, has pressed and not dragged. */
const STILL = 4;

interface PointerUse {
  /** The moment at that x was asked for. */
  readonly onSeek: (x: number) => void;
  readonly onPan: (pixels: number) => void;
  readonly titleAt: (x: number, y: number) => string;
  /** The pointer is there and drags nothing. */
  readonly onHover: (x: number, y: number) => void;
}

interface PointerHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerCancel: () => void;
}

/** A press seeks; a drag in the row of steps takes the playhead along, one in the lanes moves what is seen. */
export function usePointer({ onSeek, onPan, titleAt, onHover }: PointerUse): PointerHandlers {
  const drag = useRef<{ readonly scrubs: boolean; readonly from: number; last: number; moved: boolean } | null>(null);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      const { offsetX, offsetY } = event.nativeEvent;
      event.currentTarget.setPointerCapture(event.pointerId);
      const scrubs = offsetY < HEAD;
      drag.current = { scrubs, from: offsetX, last: offsetX, moved: false };
      if (scrubs) onSeek(offsetX);
    },
    onPointerMove: (event) => {
      const { offsetX, offsetY } = event.nativeEvent;
      const { current } = drag;
      if (current === null) {
        event.currentTarget.title = titleAt(offsetX, offsetY);
        onHover(offsetX, offsetY);
        return;
      }
      if (Math.abs(offsetX - current.from) >= STILL) current.moved = true;
      if (current.scrubs) onSeek(offsetX);
      else if (current.moved) onPan(current.last - offsetX);
      current.last = offsetX;
    },
    onPointerUp: (event) => {
      const { current } = drag;
      drag.current = null;
      if (current !== null && !current.scrubs && !current.moved) onSeek(event.nativeEvent.offsetX);
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
}
