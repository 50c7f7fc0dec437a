import type { KeyboardEvent, PointerEvent } from 'react';
import { usePanels } from '../../store/panels.ts';
import { limits } from '../../store/panel-sizes.ts';
import './panels.css';

const WORDS = { side: 'Size of the details', dock: 'Height of the controls' } as const;

/**
 * The line between two panels, after the ARIA practice for window splitters: dragged, or moved with the arrow keys; Home and
 * End go to the ends, Enter and a double click to the usual size.
 */
export function Splitter({ what }: { readonly what: 'side' | 'dock' }) {
  const size = usePanels((panels) => panels[what]);
  const place = usePanels((panels) => panels.place);
  const dock = usePanels((panels) => panels.dock);
  const resize = usePanels((panels) => panels.resize);
  const reset = usePanels((panels) => panels.reset);
  const { least, most, step } = limits[what];
  const upright = what === 'side' && place !== 'below';
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const root = event.currentTarget.closest('.lab')?.getBoundingClientRect();
    if (root !== undefined) resize(what, sizeAt(event, root));
  };
  const sizeAt = ({ clientX, clientY }: { clientX: number; clientY: number }, root: DOMRect): number => {
    if (what === 'dock') return root.bottom - clientY;
    if (place === 'below') return ((root.bottom - dock - clientY) / root.height) * 100;
    return ((place === 'left' ? clientX - root.left : root.right - clientX) / root.width) * 100;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const grow = upright ? (place === 'left' ? 'ArrowRight' : 'ArrowLeft') : 'ArrowUp';
    const shrink = upright ? (place === 'left' ? 'ArrowLeft' : 'ArrowRight') : 'ArrowDown';
    if (event.key === grow) resize(what, size + step);
    else if (event.key === shrink) resize(what, size - step);
    else if (event.key === 'Home') resize(what, least);
    else if (event.key === 'End') resize(what, most);
    else if (event.key === 'Enter') reset(what);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="splitter own-keys"
      data-what={what}
      role="separator"
      tabIndex={0}
      aria-label={WORDS[what]}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={size}
      aria-valuetext={what === 'dock' ? `${size} pixels` : `${size} per cent`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => reset(what)}
      onKeyDown={onKeyDown}
    />
  );
}
