import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoLab } from '../engine/testing/open-lab.ts';
import { Catalogue } from '../sessions/catalogue.ts';
import { LabSession } from '../sessions/lab-session.ts';
import { Labs } from '../sessions/labs.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { preflight } from '../supervisor/preflight.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import { prepare } from '../testing/sockscope.ts';
import { LabStage } from './lab-stage.ts';
import { Walk } from './walk.ts';
import type { OpenStage } from './scene-stage.ts';
import { Walkthroughs } from './walkthroughs.ts';

const noLab = await whyNoLab();

/** Every shipped walkthrough on this kernel, scene after scene, as a presenter presses: what its scenes expect are claims. */
describe('the shipped walkthroughs', async () => {
  const catalogue = await Catalogue.read(lessonsPath());
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), catalogue);
  let labs: Labs;
  let walk: Walk | null = null;

  beforeAll(async () => {
    if (noLab !== null) return;
    prepare();
    const looked = preflight();
    labs = new Labs(catalogue, () => looked, engineLauncher(ownPrivilege()));
  }, 120_000);

  afterAll(async () => {
    walk?.close();
    if (noLab === null) await labs.close();
  });

  it.for(walkthroughs.ids)(
    '%s: every scene runs, and the kernel shows what it says',
    { timeout: 120_000 },
    async (id, context) => {
      if (noLab !== null) context.skip(noLab);
      const { walkthrough } = walkthroughs.get(id) ?? {};
      if (walkthrough === undefined) throw new Error(`${id} is gone`);
      const open: OpenStage = async (lesson) => {
        const opened = await labs.open(lesson);
        if (!opened.ok) return opened;
        const session = opened.value;
        if (!(session instanceof LabSession)) throw new Error('a lab was asked for');
        return { ok: true, value: new LabStage(session, () => labs.end(session.id)) };
      };
      walk?.close();
      walk = new Walk(walkthrough, open, 0);
      const presenter = { page: 'p', name: '', as: 'presenter', changed: () => undefined } as const;
      walk.join(presenter);
      await walk.goto(0);
      const told: string[] = [];
      for (let scene = 0; scene < walkthrough.scenes.length; scene++) {
        if (scene > 0) walk.drive(presenter, { do: 'next' });
        for (;;) {
          const { phase } = walk.state;
          if (phase === 'asking') walk.drive(presenter, { do: 'next' });
          if (phase === 'shown' || phase === 'failed') break;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        const { message, expect: expectations } = walk.state;
        const missed = expectations.flatMap(({ text, met }) => (met ? [] : [text]));
        if (message !== null || missed.length > 0) told.push(`${scene + 1}: ${message ?? ''} ${missed.join('; ')}`);
      }
      expect(told).toEqual([]);
    },
  );
});
