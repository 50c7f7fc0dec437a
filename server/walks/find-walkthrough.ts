import { statSync } from 'node:fs';
import { Catalogue } from '../sessions/catalogue.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import { isWalkthroughFolder, readWalkthroughFolder, Walkthroughs, type ShippedWalkthrough } from './walkthroughs.ts';

/** The walkthrough of this id, or in this folder of the user's own; null where it is no walkthrough, or a faulty one. */
export async function findWalkthrough(name: string): Promise<ShippedWalkthrough | null> {
  // All lessons are read for it, which takes a second: not for a path to something else.
  if (name.includes('/') && !(await isWalkthroughFolder(name))) return null;
  const catalogue = await Catalogue.read(lessonsPath());
  const shipped = (await Walkthroughs.read(walkthroughsPath(), catalogue)).get(name);
  if (shipped?.folder != null) return shipped;
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
  const read = await readWalkthroughFolder(name, catalogue);
  return read?.ok === true ? { walkthrough: read.value, folder: name } : null;
}
