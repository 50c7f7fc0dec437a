import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LectureFile } from '#shared/protocol/lecture-file';
import type { Drive, WalkReply, WalkState } from '#shared/protocol/walk';
import { LectureWalk } from './lecture-walk.ts';
import { lectureScene } from './testing/lecture-scene.ts';

const file: LectureFile = {
  id: 'w',
  title: 'A lecture',
  summary: '',
  scenes: [
    lectureScene(0, { begin: 5, stops: [8, 12], end: 15 }),
    lectureScene(1, { begin: 16, stops: [18], end: 20, asks: true }),
    lectureScene(2, { log: 1, begin: 3, end: 30 }),
  ],
  logs: [],
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A walk at its first scene, and what it told last. */
function aWalk(): {
  readonly press: (order: Drive['do']) => void;
  readonly walk: LectureWalk;
  readonly now: () => WalkState;
} {
  const told: WalkReply[] = [];
  const walk = new LectureWalk(file, (reply) => told.push(reply));
  walk.open(0);
  return {
    walk,
    press: (order) => walk.take({ type: 'drive', order: { do: order } as Drive }),
    now: () => {
      const last = told.findLast((reply) => reply.type === 'walk');
      if (last?.type !== 'walk') throw new Error('nothing was told');
      return last.walk;
    },
  };
}

describe('a lecture from a file', () => {
  it('moves from stop to stop with pauses, and says what was so at its end', () => {
    const { now } = aWalk();
    expect(now()).toMatchObject({ phase: 'running', moment: 8, expect: [] });
    vi.advanceTimersByTime(900);
    expect(now()).toMatchObject({ phase: 'running', moment: 12 });
    vi.advanceTimersByTime(900);
    expect(now()).toMatchObject({ phase: 'shown', moment: 15, expect: [{ met: true }] });
    vi.advanceTimersByTime(60_000);
    expect(now().moment).toBe(15);
  });

  it('a press while it runs is for more speed, the next one for the next scene', () => {
    const { press, now } = aWalk();
    press('next');
    expect(now()).toMatchObject({ scene: 0, phase: 'shown', moment: 15 });
    press('next');
    expect(now()).toMatchObject({ scene: 1, phase: 'asking', moment: 16 });
  });

  it('asks its reader, and tells the answer only with what the kernel did', () => {
    const { walk, press, now } = aWalk();
    press('hurry');
    press('next');
    expect(now().question).toMatchObject({ answer: null, because: '', counts: [0, 0] });
    walk.take({ type: 'answer', option: 0 });
    expect(now().question).toMatchObject({ answer: null, counts: [1, 0] });
    press('next');
    expect(now()).toMatchObject({ phase: 'running', question: { answer: null } });
    press('next');
    expect(now()).toMatchObject({
      phase: 'shown',
      moment: 20,
      question: { answer: 1, because: 'So it is.', counts: [1, 0] },
    });
    walk.take({ type: 'answer', option: 1 });
    expect(now().question?.counts).toEqual([1, 0]);
  });

  it('goes to another lab, to its end and no further, and back', () => {
    const { press, now } = aWalk();
    for (let presses = 0; presses < 20; presses++) press('next');
    expect(now()).toMatchObject({ scene: 2, lab: '1', phase: 'shown', moment: 30 });
    press('back');
    expect(now()).toMatchObject({ scene: 1, lab: '0', phase: 'asking', question: { counts: [0, 0] } });
    press('back');
    press('back');
    expect(now()).toMatchObject({ scene: 0, phase: 'running', moment: 8 });
  });

  it('moves two labs side by side, and waits for the one that has more to do', () => {
    const pair = lectureScene(0, { begin: 1, stops: [2], end: 9 });
    const beside = { log: 1, begin: 4, stops: [5, 6], end: 7 };
    const shown = { ...pair.shown, beside: { lab: '1', moment: 7 } };
    const told: WalkReply[] = [];
    new LectureWalk({ ...file, scenes: [{ ...pair, shown, beside }] }, (reply) => told.push(reply)).open(0);
    const moments = (): unknown[] =>
      told.flatMap((reply) => (reply.type === 'walk' ? [[reply.walk.moment, reply.walk.beside?.moment]] : []));
    vi.advanceTimersByTime(5000);
    expect(moments()).toEqual([
      [2, 5],
      [2, 6],
      [9, 7],
    ]);
  });

  it('begins where an address says, or at the last scene', () => {
    const { walk, now } = aWalk();
    walk.open(1);
    expect(now().scene).toBe(1);
    walk.open(99);
    expect(now().scene).toBe(2);
    walk.stop();
  });
});
