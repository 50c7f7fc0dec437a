import { expect, it } from 'vitest';
import { counted } from './counted.ts';

it('has a word for one, and one for none or many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'byte'))).toEqual(['0 bytes', '1 byte', '2 bytes']);
  expect([1, 2].map((count) => counted(count, 'copy', 'copies'))).toEqual(['1 copy', '2 copies']);
});
