import { expect, it } from 'vitest';
import { Remembered } from './remembered.ts';

it('keeps the newest, forgets what is long gone, and takes the newer of two', () => {
  const remembered = new Remembered(10);
  for (let key = 1; key <= 100; key++) remembered.set(key, key * 2);
  for (let key = 91; key <= 100; key++) expect(remembered.get(key)).toBe(key * 2);
  for (let key = 1; key <= 80; key++) expect(remembered.get(key)).toBeUndefined();
  remembered.set(100, 7);
  expect(remembered.get(100)).toBe(7);
});
