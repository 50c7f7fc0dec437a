import { useEffect } from 'react';
import { useWalkStore } from '../../store/walk-store.ts';
import { useProjection } from '../../store/projection.ts';
import { toggleFullScreen } from '../../store/full-screen.ts';
import { orderOf } from './clicker.ts';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;

/**
 * Listens to the keys of whoever drives. A clicker's keys go to the window that was touched last, which may be the projected one:
 * that one passes them on to the window of this browser that drives.
 */
export function Clicker() {
  const store = useWalkStore();
  useEffect(() => {
    const { turnBoard } = useProjection.getState();
    const windows = new BroadcastChannel('sockscope-clicker');
    const obey = (key: string): boolean => {
      const { walk, drives, drive } = store.getState();
      const order = walk !== null && drives ? orderOf(key, walk) : null;
      if (order !== null) drive(order);
      return order !== null;
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
      const { walk, drives, presenter } = store.getState();
      if (walk === null) return;
      if (event.key.toLowerCase() === 'f') {
        toggleFullScreen();
        return;
      }
      if (event.key.toLowerCase() === 'j' && presenter?.given === true) {
        turnBoard(walk);
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
        windows.postMessage({ walk: walk.id, key: 'j' });
        return;
      }
      if (drives) {
        // A button under the focus would be pressed by the space as well.
        if (obey(event.key)) event.preventDefault();
      } else if (presenter?.given === true && orderOf(event.key, walk) !== null) {
        event.preventDefault();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
        windows.postMessage({ walk: walk.id, key: event.key });
      }
    };
    const passedOn = ({ data }: MessageEvent<unknown>): void => {
      const { walk } = store.getState();
      if (walk === null || !isPress(data) || data.walk !== walk.id) return;
      if (data.key === 'j') turnBoard(walk);
      else obey(data.key);
    };
    windows.addEventListener('message', passedOn);
    window.addEventListener('keydown', pressed);
    return () => {
      windows.close();
      window.removeEventListener('keydown', pressed);
    };
  }, [store]);
  return null;
}

const isPress = (data: unknown): data is { readonly walk: string; readonly key: string } =>
  typeof data === 'object' && data !== null && 'walk' in data && 'key' in data && typeof data.key === 'string';
