import { describe, expect, it } from 'vitest';
import { Catalogue } from '../sessions/catalogue.ts';
import { Labs } from '../sessions/labs.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import type { Member } from './people.ts';
import { Walks } from './walks.ts';
import { Walkthroughs } from './walkthroughs.ts';

/** Where no lab can run, walkthroughs play the recordings that ship with them: made by `npm run record`. */
describe('the shipped walkthroughs, from their recordings', async () => {
  const catalogue = await Catalogue.read(lessonsPath());
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), catalogue);

  it.each(walkthroughs.ids)('%s: every scene is there, and what it expects was so', { timeout: 60_000 }, async (id) => {
    const noLab = { tier: 'replay', why: 'a test', version: '0', capabilities: [] } as const;
    const labs = new Labs(
      catalogue,
      () => Promise.resolve({ ...noLab, capabilities: [] }),
      new ScriptedEngine().launch,
    );
    const walks = new Walks(walkthroughs, labs, 0);
    const opened = walks.open(id, { role: 'presenter' }, false);
    if (!opened.ok) throw new Error(opened.error.message);
    const walk = opened.value;
    let rested = (): void => undefined;
    const changed = (): void => {
      if (['asking', 'shown', 'failed'].includes(walk.state.phase)) rested();
    };
    const presenter: Member = { page: 'p', name: '', as: 'presenter', changed };
    const rest = (act: () => void): Promise<void> =>
      new Promise((resolve) => {
        rested = resolve;
        act();
      });
    walk.join(presenter);
    const press = (): void => void walk.drive(presenter, { do: 'next' });
    const told: string[] = [];
    const moments: number[] = [];
    await rest(() => void walk.goto(0));
    for (const i of walk.walkthrough.scenes.keys()) {
      if (i > 0) await rest(press);
      if (walk.state.phase === 'asking') await rest(() => setImmediate(press));
      const { message, expect: expectations, moment, recorded } = walk.state;
      // Whoever sees a recording is told that it is one.
      if (recorded?.kernel === undefined) told.push(`${i + 1}: it looks live`);
      moments.push(moment ?? 0);
      for (const { text, met } of expectations) if (!met) told.push(`${i + 1}: ${text}`);
      if (message !== null) told.push(`${i + 1}: ${message}`);
    }
    expect(told).toEqual([]);
    expect(moments.every((moment) => moment > 0)).toBe(true);
    walks.close();
    await labs.close();
  });

  it('are played where labs run without a wire, for programs on two hosts', async () => {
    const noWire = { tier: 'loopback', why: 'a test', version: '0', capabilities: [] } as const;
    const machine = { ...noWire, capabilities: [] };
    const labs = new Labs(catalogue, () => Promise.resolve(machine), new ScriptedEngine().launch);
    expect(await labs.canShow('unix-echo')).toBe(true);
    const walks = new Walks(walkthroughs, labs, 0);
    const opened = walks.open('sockets', { role: 'presenter' }, false);
    if (!opened.ok) throw new Error(opened.error.message);
    const { scenes } = opened.value.walkthrough;
    await opened.value.goto(scenes.findIndex(({ lab, beside }) => lab === 'tcp-echo' && beside === null));
    expect(opened.value.state).toMatchObject({ phase: 'asking', message: null });
    expect(opened.value.state.recorded).not.toBeNull();
    walks.close();
    await labs.close();
  });
});
