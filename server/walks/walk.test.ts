import { describe, expect, it } from 'vitest';
import { fail, failure, ok } from '#shared/base/result';
import { parseWalkthrough } from '#shared/lessons/walkthrough';
import type { Walkthrough } from '#shared/lessons/scene';
import { LabSession } from '../sessions/lab-session.ts';
import {
  blocked,
  delivered,
  exited,
  heldCall,
  heldPacket,
  labReady,
  labStart,
  pair,
  released,
  returned,
  started,
} from '../sessions/testing/drafts.ts';
import { ScriptedEngine, type Reaction } from '../sessions/testing/scripted-engine.ts';
import { LabStage } from './lab-stage.ts';
import type { Member } from './people.ts';
import { Walk } from './walk.ts';
import type { OpenStage } from './scene-stage.ts';

const script: Readonly<Record<string, () => unknown[]>> = {
  start: () => [labStart(), labReady()],
  'spawn server': () => [started('server'), ...heldCall(10, 'server', 'accept', 'g1')],
  'release g1': () => [released('g1'), blocked('server', 'accept')],
  'spawn client': () => [started('client'), ...heldCall(20, 'client', 'connect', 'g2')],
  'release g2': () => [released('g2'), ...heldPacket(30, 'p1', 'g3')],
  'release g3': () => [
    released('g3'),
    delivered('p1'),
    returned('server', 'accept', 4),
    ...heldCall(40, 'server', 'exit', 'g4'),
    ...heldCall(50, 'client', 'exit', 'g5'),
  ],
  'release g4': () => [released('g4'), exited('server')],
  'release g5': () => [released('g5'), exited('client')],
};

const play: Reaction = (command) =>
  script[
    command.cmd === 'spawn'
      ? `spawn ${command.role}`
      : command.cmd === 'release'
        ? `release ${command.gate}`
        : command.cmd
  ]?.() ?? [];

const text = `---
title: A lecture
---
## The server waits
\`\`\`scene
lab: pair
run: until server blocked in accept
expect: server blocked in accept
\`\`\`
The kernel has no answer yet.
> Wait for it.

## A client comes
\`\`\`scene
run: until client enters connect
ask:
  question: Does accept return?
  options: [yes, no]
  answer: no
  because: No packet has come.
\`\`\`

## Accepted
\`\`\`scene
run: until server accept returns
expect: [server accept returns 4, server exits 0]
\`\`\`

## The end
\`\`\`scene
run: to the end
expect: server exits 0
\`\`\`

## Nothing more can come
\`\`\`scene
run: until server enters accept
\`\`\`
`;

function lecture(told = text): Walkthrough {
  const parsed = parseWalkthrough({ id: 'lecture', files: new Map([['lesson.md', told]]) }, () => ['server', 'client']);
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join('\n'));
  return parsed.value;
}

/** A walk whose labs are scripted, and the engines it used. */
function aWalk(told = text): { walk: Walk; engines: ScriptedEngine[] } {
  const engines: ScriptedEngine[] = [];
  const open: OpenStage = () => {
    const engine = new ScriptedEngine(play);
    engines.push(engine);
    const session = new LabSession(pair, 'lab', engine.launch);
    return Promise.resolve(ok(new LabStage(session, () => session.retire())));
  };
  return { walk: new Walk(lecture(told), open, 0), engines };
}

const member = (page: string, as: Member['as'] = 'follower'): Member => ({
  page,
  name: page,
  as,
  changed: () => undefined,
});

/** Waits until the walk rests: asks, shows or has failed. */
async function rest(walk: Walk): Promise<void> {
  const resting = (): boolean => ['asking', 'shown', 'failed'].includes(walk.state.phase);
  while (!resting()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('a walk', () => {
  it('plays scene after scene in one lab, and says what came true', async () => {
    const { walk, engines } = aWalk();
    const ann = member('ann', 'presenter');
    walk.join(ann);
    await walk.goto(0);
    expect(walk.state).toMatchObject({
      scene: 0,
      phase: 'shown',
      recorded: null,
      narration: 'The kernel has no answer yet.',
      expect: [{ text: 'server blocked in accept', met: true }],
    });

    expect(walk.drive(ann, { do: 'next' })).toBeNull();
    await rest(walk);
    expect(walk.state).toMatchObject({ scene: 1, phase: 'asking', question: { answer: null, because: '' } });

    walk.drive(ann, { do: 'next' });
    await rest(walk);
    expect(walk.state).toMatchObject({
      scene: 1,
      phase: 'shown',
      question: { answer: 1, because: 'No packet has come.' },
    });

    walk.drive(ann, { do: 'next' });
    await rest(walk);
    expect(walk.state).toMatchObject({
      scene: 2,
      expect: [
        { text: 'server accept returns 4', met: true },
        { text: 'server exits 0', met: false },
      ],
    });

    walk.drive(ann, { do: 'next' });
    await rest(walk);
    expect(walk.state).toMatchObject({ scene: 3, phase: 'shown', expect: [{ met: true }] });
    expect(engines).toHaveLength(1);

    walk.drive(ann, { do: 'next' });
    await rest(walk);
    expect(walk.state.phase).toBe('failed');
    expect(walk.state.message).toBe(
      'The lab came to its end and “server enters accept” did not come true; go back, or restart the scene.',
    );
    expect(walk.drive(ann, { do: 'next' })?.code).toBe('last');
  });

  it('jumps to any scene by running a fresh lab up to it, questions answered by nobody', async () => {
    const { walk, engines } = aWalk();
    walk.join(member('ann', 'presenter'));
    await walk.goto(2);
    expect(walk.state).toMatchObject({ scene: 2, phase: 'shown', expect: [{ met: true }, { met: false }] });
    const before = walk.state.lab;
    await walk.goto(2);
    expect(walk.state.lab).not.toBe(before);
    expect(engines.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('writes the scenes into the log of their lab', async () => {
    const opened: LabSession[] = [];
    const walk = new Walk(
      lecture(),
      () => {
        opened.push(new LabSession(pair, 'lab', new ScriptedEngine(play).launch));
        return Promise.resolve(ok(new LabStage(opened[0] as LabSession, () => undefined)));
      },
      0,
    );
    await walk.goto(1);
    const scenes = opened[0]?.log.events.flatMap((event) => (event.kind === 'scene.enter' ? [event.title] : []));
    expect(scenes).toEqual(['The server waits']);
  });

  it('counts one answer a page, the last, while the question is open, and no other', async () => {
    const { walk } = aWalk();
    const ann = member('ann', 'presenter');
    const [bob, eve] = [member('bob'), member('eve')];
    for (const one of [ann, bob, eve]) walk.join(one);
    expect(walk.answer(bob, 1)?.code).toBe('no-question');
    await walk.goto(1);
    expect(walk.answer(bob, 0)).toBeNull();
    expect(walk.answer(bob, 1)).toBeNull();
    expect(walk.answer(eve, 0)).toBeNull();
    expect(walk.answer(eve, 2)?.code).toBe('no-option');
    expect(walk.state.question).toMatchObject({ counts: [1, 1], answered: 2 });
    expect(walk.drive(ann, { do: 'hands', counts: [7] })?.code).toBe('no-option');
    expect(walk.drive(ann, { do: 'hands', counts: [7, 20] })).toBeNull();
    expect(walk.drive(ann, { do: 'hands', counts: [5, 20] })).toBeNull();
    expect(walk.state.question).toMatchObject({ counts: [6, 21], hands: [5, 20], answered: 27 });
    expect(walk.presenterState(ann, []).answers).toEqual([
      { name: 'eve', option: 0 },
      { name: 'bob', option: 1 },
    ]);
    await walk.goto(2);
    expect(walk.presenterState(ann, [])).toMatchObject({ answers: [], answersSoFar: 27 });
    expect(walk.drive(ann, { do: 'hands', counts: [] })?.code).toBe('no-question');
    // The same question put anew.
    await walk.goto(1);
    expect(walk.presenterState(ann, []).answersSoFar).toBe(0);
  });

  it('is driven by one presenter at a time, who may hand over; followers never drive', async () => {
    const { walk } = aWalk();
    const [ann, ben, bob] = [member('ann', 'presenter'), member('ben', 'presenter'), member('bob')];
    const annLeaves = walk.join(ann);
    walk.join(ben);
    walk.join(bob);
    expect(walk.drive(bob, { do: 'blank', blank: true })?.code).toBe('read-only');
    expect(walk.askToDrive(bob)?.code).toBe('read-only');
    expect(walk.drive(ben, { do: 'blank', blank: true })?.code).toBe('not-driving');
    expect(walk.state).toMatchObject({ driver: 'ann', blank: false, followers: 1 });

    walk.askToDrive(ben);
    expect(walk.state.presenters).toEqual([
      { id: 'ann', name: 'ann', asks: false },
      { id: 'ben', name: 'ben', asks: true },
    ]);
    expect(walk.drive(ann, { do: 'give', to: 'bob' })?.code).toBe('gone');
    expect(walk.drive(ann, { do: 'give', to: 'ben' })).toBeNull();
    expect(walk.drive(ben, { do: 'blank', blank: true })).toBeNull();
    expect(walk.state).toMatchObject({ driver: 'ben', blank: true });

    walk.drive(ben, { do: 'give', to: 'ann' });
    annLeaves();
    expect(walk.state).toMatchObject({ driver: 'ann', away: true });
    expect(walk.takeOver(bob)?.code).toBe('read-only');
    expect(walk.takeOver(ben)?.code).toBe('too-soon');
    walk.join(ann);
    expect(walk.state).toMatchObject({ driver: 'ann', away: false });
  });

  it('lets its driver go on by hand between two scenes, in the lab that is shown, and nobody else', async () => {
    const { walk } = aWalk();
    const [ann, ben, bob] = [member('ann', 'presenter'), member('ben', 'presenter'), member('bob')];
    const heard: string[] = [];
    walk.join({ ...ann, changed: (what) => heard.push(what) });
    for (const one of [ben, bob]) walk.join(one);
    const opened = walk.goto(1);
    expect((await walk.byHand(ann, { do: 'step', lab: walk.state.lab ?? '' }))?.code).toBe('busy');
    await opened;
    expect(walk.state.phase).toBe('asking');
    const lab = walk.state.lab ?? '';
    const gates = () => walk.stage?.session.log.state.gates.map(({ id }) => id);
    expect(gates()).toEqual(['g2']);
    expect((await walk.byHand(bob, { do: 'step', lab }))?.code).toBe('read-only');
    expect((await walk.byHand(ben, { do: 'release', lab, gate: 'g2' }))?.code).toBe('not-driving');
    expect((await walk.byHand(ann, { do: 'step', lab: 'another' }))?.code).toBe('not-shown');
    expect((await walk.byHand(ann, { do: 'release', lab, gate: 'g9' }))?.code).toBe('no-such-gate');
    expect(gates()).toEqual(['g2']);
    heard.length = 0;
    expect(await walk.byHand(ann, { do: 'release', lab, gate: 'g2' })).toBeNull();
    expect(gates()).toEqual(['g3']);
    expect(heard).toEqual(['held']);
    expect(walk.presenterState(ann, []).held).toHaveLength(1);
    expect(await walk.byHand(ann, { do: 'step', lab })).toBeNull();
    expect(gates()).toEqual(['g4', 'g5']);
  });

  it('shows each of two labs at the moment that its driver looks at, until something happens', async () => {
    const { walk } = aWalk(`---
title: A lecture
---
## Side by side
\`\`\`scene
lab: pair
beside: other
run: until server blocked in accept
\`\`\`

## On
\`\`\`scene
run: 1 step
\`\`\`
`);
    const ann = member('ann', 'presenter');
    walk.join(ann);
    await walk.goto(0);
    const [first, second] = [walk.state.lab ?? '', walk.state.beside?.lab ?? ''];
    expect(first).not.toBe(second);
    const moments = () => [walk.state.moment, walk.state.beside?.moment];
    expect(moments()).toEqual([null, null]);
    expect(walk.drive(ann, { do: 'moment', lab: second, seq: 3 })).toBeNull();
    expect(moments()).toEqual([null, 3]);
    expect(walk.drive(ann, { do: 'moment', lab: first, seq: 1_000_000 })).toBeNull();
    expect(moments()).toEqual([walk.stage?.session.log.head, 3]);
    expect(walk.drive(ann, { do: 'moment', lab: first, seq: null })).toBeNull();
    expect(walk.drive(ann, { do: 'moment', lab: 'gone', seq: 1 })?.code).toBe('not-shown');
    expect(moments()).toEqual([null, 3]);

    expect(await walk.byHand(ann, { do: 'step', lab: first })).toBeNull();
    expect(moments()).toEqual([null, null]);
    walk.drive(ann, { do: 'moment', lab: second, seq: 3 });
    walk.drive(ann, { do: 'next' });
    expect(moments()).toEqual([null, null]);
    await rest(walk);
    walk.close();
  });

  describe('that begins with a question', () => {
    const asking = `---
title: A lecture
---
## What comes first
\`\`\`scene
lab: pair
run: until server blocked in accept
ask: { question: What comes first?, options: [this, that], answer: this }
\`\`\`
`;
    /** Its lab is told by the test. */
    const begin = (): { walk: Walk; engine: ScriptedEngine; over: Promise<void> } => {
      const engine = new ScriptedEngine(() => 'silent');
      const session = new LabSession(pair, 'lab', engine.launch);
      const open: OpenStage = () => Promise.resolve(ok(new LabStage(session, () => session.retire())));
      const walk = new Walk(lecture(asking), open, 0);
      return { walk, engine, over: walk.goto(0) };
    };
    const opened = async ({ walk }: { walk: Walk }): Promise<void> => {
      while (walk.state.lab === null) await new Promise((resolve) => setImmediate(resolve));
    };

    it('asks once the lab is set up, not before', async () => {
      const { walk, engine, over } = begin();
      await opened({ walk });
      engine.events(labStart());
      expect(walk.state.phase).toBe('starting');
      engine.events(labReady(), started('server'), ...heldCall(10, 'server', 'accept', 'g1'));
      await new Promise((resolve) => setImmediate(resolve));
      expect(walk.state.phase).toBe('starting');
      for (const { n } of engine.commands) engine.say({ type: 'quiet', n });
      await over;
      expect(walk.state).toMatchObject({ phase: 'asking', message: null });
      expect(walk.stage?.session.log.state.gates).toHaveLength(1);
      walk.close();
    });

    it('asks nothing in a lab that could not be set up, and says why', async () => {
      const { walk, engine, over } = begin();
      await opened({ walk });
      engine.events(labStart());
      engine.exit({ status: null, signal: 'SIGKILL', words: '' });
      await over;
      expect(walk.state).toMatchObject({
        phase: 'failed',
        message: 'The lab’s engine was killed by SIGKILL. Restart the lab.',
      });
      walk.close();
    });
  });

  it('tells why a lab could not be opened', async () => {
    const walk = new Walk(lecture(), () => Promise.resolve(fail(failure('too-many-labs', 'All labs are taken.'))), 0);
    await walk.goto(0);
    expect(walk.state).toMatchObject({ phase: 'failed', message: 'All labs are taken.', lab: null });
  });
});
