import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../supervisor/root.ts';
import { HeldLab, whyNoLab } from './testing/open-lab.ts';
import { stabilise } from './testing/stabilise.ts';

const noLab = await whyNoLab();

// The whole story of a lesson, as a text that a reader can check. `npx vitest run --project kernel -u golden` writes it anew.
it.for(['tcp-echo', 'unix-echo'])('%s tells the same story as ever', { timeout: 60_000 }, async (id, context) => {
  if (noLab !== null) context.skip(noLab);
  const lab = await HeldLab.open(id);
  try {
    expect(await lab.session.runToEnd()).toEqual({ kind: 'finished' });
    await expect(stabilise(lab.events)).toMatchFileSnapshot(
      join(projectRoot(), 'server/engine/testing/golden', `${id}.txt`),
    );
  } finally {
    lab.close();
  }
});
