import { expect, it } from 'vitest';
import { parseScenes } from '#shared/lessons/scenes';
import { LabSession } from '../sessions/lab-session.ts';
import {
  blocked,
  heldCall,
  labReady,
  labStart,
  pair,
  released,
  returned,
  started,
} from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import { LabStage } from './lab-stage.ts';

const script: Readonly<Record<string, () => unknown[]>> = {
  start: () => [labStart(), labReady()],
  'spawn server': () => [started('server'), ...heldCall(10, 'server', 'listen', 'g1')],
  'release g1': () => [released('g1'), returned('server', 'listen', 0), ...heldCall(20, 'server', 'accept', 'g2')],
  'release g2': () => [released('g2'), blocked('server', 'accept')],
};

/** Plays one scene and counts how often it asked how long to pause. */
async function pausesIn(run: string): Promise<number> {
  const engine = new ScriptedEngine((command) => {
    const what = command.cmd === 'spawn' ? command.role : command.cmd === 'release' ? command.gate : '';
    return script[`${command.cmd} ${what}`.trim()]?.() ?? [];
  });
  const session = new LabSession(pair, 'lab', engine.launch);
  const stage = new LabStage(session, () => session.retire());
  const body = `## One\n\`\`\`scene\nlab: pair\nrun: ${run}\n\`\`\`\n`;
  const { scenes, faults } = parseScenes('lesson.md', body, 1, 'pair', () => ['server', 'client']);
  expect(faults).toEqual([]);
  let asked = 0;
  const pause = (): number => {
    asked++;
    return 0;
  };
  for (const scene of scenes) expect(await stage.play(scene, 0, pause, () => false)).toBeNull();
  stage.close();
  return asked;
}

it('pauses between two steps, so that a class can see each; not where a scene says at once', async () => {
  expect(await pausesIn('until server blocked in accept')).toBeGreaterThan(0);
  expect(await pausesIn('at once until server blocked in accept')).toBe(0);
});
