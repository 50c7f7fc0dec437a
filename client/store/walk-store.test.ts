import { expect, it } from 'vitest';
import type { WalkState } from '#shared/protocol/walk';
import { createWalkStore } from './walk-store.ts';

const walk: WalkState = {
  id: 'K7QW2MXD',
  walkthrough: 'talk',
  title: 'Talk',
  scenes: ['One'],
  scene: 0,
  narration: '',
  show: ['stage'],
  focus: [],
  phase: 'asking',
  message: null,
  lab: 'lab',
  lesson: 'x',
  beside: null,
  recorded: null,
  expect: [],
  question: {
    text: '?',
    options: ['a', 'b'],
    counts: [0, 0],
    hands: [0, 0],
    answered: 0,
    answer: null,
    because: '',
    reasons: ['', ''],
    observed: false,
  },
  moment: null,
  blank: true,
  locked: false,
  tryNext: [],
  pointer: { x: 0.1, y: 0.2 },
  strokes: [],
  followers: 1,
  presenters: [],
  driver: null,
  away: false,
  restarted: false,
};

it('takes in what a crowd has changed, and leaves the rest of the walk as it is', () => {
  const store = createWalkStore(() => true);
  store.getState().receive({ type: 'crowd', followers: 9, answered: 0, counts: [] });
  expect(store.getState().walk).toBeNull();
  store.getState().receive({ type: 'walk', walk });
  store.getState().receive({ type: 'crowd', followers: 900, answered: 3, counts: [1, 2] });
  expect(store.getState().walk).toEqual({
    ...walk,
    followers: 900,
    question: { ...walk.question, answered: 3, counts: [1, 2] },
  });
  store.getState().receive({ type: 'walk', walk: { ...walk, question: null } });
  store.getState().receive({ type: 'crowd', followers: 901, answered: 0, counts: [] });
  expect(store.getState().walk).toEqual({ ...walk, question: null, followers: 901 });
});
