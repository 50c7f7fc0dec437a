import { expect, it } from 'vitest';
import { orderOf } from './clicker.ts';

const walk = { blank: false, locked: false };

it.each([
  ['PageDown', { do: 'next' }],
  ['ArrowRight', { do: 'next' }],
  [' ', { do: 'next' }],
  ['PageUp', { do: 'back' }],
  ['ArrowLeft', { do: 'back' }],
  ['.', { do: 'blank', blank: true }],
  ['b', { do: 'blank', blank: true }],
  ['B', { do: 'blank', blank: true }],
  ['r', { do: 'again' }],
  ['w', { do: 'wipe' }],
  ['x', null],
])('a clicker’s %s', (key, order) => {
  expect(orderOf(key, walk)).toEqual(order);
});

it('shows the screen again by the key that made it blank', () => {
  expect(orderOf('b', { ...walk, blank: true })).toEqual({ do: 'blank', blank: false });
});
