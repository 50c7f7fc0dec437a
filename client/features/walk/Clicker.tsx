import { useEffect } from 'react';
import { useWalkStore } from '../../store/walk-store.ts';
import { toggleFullScreen } from '../../store/full-screen.ts';
import { orderOf } from './clicker.ts';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;

/** Listens to the keys of whoever drives. */
export function Clicker() {
  const store = useWalkStore();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
      const { walk, drives, drive } = store.getState();
      if (walk === null) return;
      if (event.key.toLowerCase() === 'f') {
        toggleFullScreen();
        return;
      }
      const order = drives ? orderOf(event.key, walk) : null;
      if (order === null) return;
      // A button under the focus would be pressed by the space as well.
      event.preventDefault();
      drive(order);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [store]);
  return null;
}
