import { expect, it } from 'vitest';
import { openFilesAllowed, placesFor } from './places.ts';

const limits = (soft: string): string =>
  `Limit                     Soft Limit           Hard Limit           Units     
Max processes             96000                96000                processes 
Max open files            ${soft.padEnd(20)} ${soft.padEnd(20)} files     
`;

it.each([
  ['20000', 20_000],
  ['1024', 1024],
  ['unlimited', null],
])('reads that %s files may be open', (soft, allowed) => {
  expect(openFilesAllowed(limits(soft))).toBe(allowed);
});

it('knows no limit where the system tells none', () => {
  expect(openFilesAllowed('')).toBeNull();
});

it.each([
  ['all where nothing limits them', null, 3000],
  ['all where there is plenty', 1_048_576, 3000],
  ['what a small limit leaves', 1024, 768],
  ['a few in any case', 64, 16],
])('has %s', (_what, openFiles, places) => {
  expect(placesFor(3000, openFiles)).toBe(places);
});
