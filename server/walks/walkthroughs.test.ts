import { expect, it } from 'vitest';
import { Catalogue } from '../sessions/catalogue.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import { Walkthroughs } from './walkthroughs.ts';

it('the shipped walkthroughs are without fault, and speak of lessons and roles that exist', async () => {
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), await Catalogue.read(lessonsPath()));
  expect(walkthroughs.faults).toEqual([]);
  expect(walkthroughs.ids).toContain('sockets');
});
