import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '#shared/base/result';
import { parseWalkthrough } from '#shared/lessons/walkthrough';
import { walkReplySchema, type WalkReply } from '#shared/protocol/walk';
import { LabSession } from '../sessions/lab-session.ts';
import { pair } from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import type { SceneStage } from '../walks/scene-stage.ts';
import { Walk } from '../walks/walk.ts';
import { FRAME_MS } from './feed.ts';
import { CROWD_MS, WalkLine } from './walk-line.ts';

const text = `---
title: Talk
---
## One
\`\`\`scene
lab: pair
ask: { question: What now?, options: [this, that], answer: this }
\`\`\`
`;

let walk: Walk;

/** A page of the walk, and what it was told since it was last asked. */
class Page {
  bufferedAmount = 0;
  private readonly sent: WalkReply[] = [];
  readonly line: WalkLine;

  constructor(name: string, as: 'presenter' | 'follower' = 'follower') {
    this.line = new WalkLine(this, walk, { page: name, name, as }, () => []);
  }

  send(message: string | Buffer): void {
    this.sent.push(walkReplySchema.parse(JSON.parse(message.toString())));
  }

  take(): readonly WalkReply[] {
    return this.sent.splice(0);
  }

  types(): readonly string[] {
    return this.take().map(({ type }) => type);
  }
}

beforeEach(async () => {
  vi.useFakeTimers();
  const read = parseWalkthrough({ id: 'talk', files: new Map([['lesson.md', text]]) }, () => ['server', 'client']);
  if (!read.ok) throw new Error('the walkthrough is well formed');
  const stage = (): SceneStage => ({
    session: new LabSession({ ...pair, programs: [] }, 'lab', (listener) => new ScriptedEngine().launch(listener)),
    recorded: null,
    moment: null,
    beside: null,
    ready: () => Promise.resolve(null),
    play: () => Promise.resolve(null),
    met: () => [],
    shown: () => [],
    close: () => undefined,
  });
  walk = new Walk(read.value, () => Promise.resolve(ok(stage())), 0);
  await walk.goto(0);
  return () => {
    vi.useRealTimers();
  };
});

describe('a crowd that follows a walk', () => {
  it('is told at once what each newcomer sees, and some times a second that somebody came', () => {
    const first = new Page('first');
    vi.advanceTimersByTime(FRAME_MS);
    expect(first.types()).toEqual(['walk']);
    for (let i = 0; i < 500; i++) {
      const newcomer = new Page(`${i}`);
      vi.advanceTimersByTime(1);
      if (i === 100) {
        vi.advanceTimersByTime(FRAME_MS);
        expect(newcomer.types()).toEqual(['walk']);
      }
    }
    vi.advanceTimersByTime(CROWD_MS);
    const told = first.take();
    expect(told.every(({ type }) => type === 'crowd')).toBe(true);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.at(-1)).toEqual({ type: 'crowd', followers: 501, answered: 0, counts: [0, 0] });
  });

  it('has its answers counted, the last one too', () => {
    const pages = Array.from({ length: 100 }, (_, i) => new Page(`${i}`));
    const teacher = new Page('teacher', 'presenter');
    vi.advanceTimersByTime(CROWD_MS);
    for (const page of [...pages, teacher]) page.take();
    for (const [i, page] of pages.entries()) {
      page.line.answer(i % 2);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(CROWD_MS);
    const told = pages[0]?.take() ?? [];
    expect(told.length).toBeLessThanOrEqual(1 + 1000 / CROWD_MS);
    expect(told.at(-1)).toEqual({ type: 'crowd', followers: 100, answered: 100, counts: [50, 50] });
    const named = teacher.take().findLast((message) => message.type === 'presenting');
    expect(named?.presenter.answers[0]).toEqual({ name: '99', option: 1 });
  });

  it('waits for nobody else’s answers: what the presenter does comes with the next frame', () => {
    const [page, teacher] = [new Page('page'), new Page('teacher', 'presenter')];
    vi.advanceTimersByTime(CROWD_MS);
    for (const one of [page, teacher]) one.take();
    page.line.answer(1);
    expect(teacher.line.drive({ do: 'blank', blank: true })).toBeNull();
    vi.advanceTimersByTime(FRAME_MS);
    expect(page.take()).toMatchObject([{ type: 'walk', walk: { blank: true, question: { counts: [0, 1] } } }]);
    vi.advanceTimersByTime(CROWD_MS);
    expect(page.types()).toEqual([]);
  });

  it('is told of a pointer and of its answers, where both have changed', () => {
    const [page, teacher] = [new Page('page'), new Page('teacher', 'presenter')];
    vi.advanceTimersByTime(CROWD_MS);
    for (const one of [page, teacher]) one.take();
    page.line.answer(0);
    teacher.line.drive({ do: 'point', at: { x: 0.5, y: 0.5 } });
    vi.advanceTimersByTime(CROWD_MS);
    expect(page.types()).toEqual(['pointer', 'crowd']);
  });

  it('keeps nothing for who does not read, and tells the newest when it does', () => {
    const [page, teacher] = [new Page('page'), new Page('teacher', 'presenter')];
    vi.advanceTimersByTime(CROWD_MS);
    page.take();
    page.bufferedAmount = 2 ** 30;
    teacher.line.drive({ do: 'blank', blank: true });
    const late = Array.from({ length: 3 }, (_, i) => new Page(`late ${i}`));
    vi.advanceTimersByTime(CROWD_MS);
    teacher.line.drive({ do: 'blank', blank: false });
    vi.advanceTimersByTime(CROWD_MS);
    expect(page.types()).toEqual([]);
    page.bufferedAmount = 0;
    vi.advanceTimersByTime(CROWD_MS);
    expect(page.take()).toMatchObject([{ type: 'walk', walk: { blank: false, followers: 1 + late.length } }]);
  });
});
