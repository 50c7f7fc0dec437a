import { expect, it } from 'vitest';
import type { Scene } from '#shared/lessons/scene';
import { Ballots } from './ballots.ts';

const scene = (ask: Scene['ask']): Scene => ({
  title: 'A scene',
  line: 1,
  narration: '',
  notes: '',
  lab: null,
  beside: null,
  run: [],
  show: [],
  focus: [],
  expect: [],
  ask,
  tryNext: [],
  minutes: null,
});
const ask = {
  text: 'Which comes "first"?',
  options: ['SYN, then ACK', 'FIN'],
  answer: 0,
  because: '',
  shows: [null, null],
  reasons: ['', ''],
};

it('hands out all answers as a table, and no name as a formula', () => {
  const ballots = new Ballots([scene(null), scene(ask)]);
  ballots.of(1).cast('p1', 'Ada', 0);
  ballots.of(1).cast('p2', '=HYPERLINK("http://evil")', 1);
  ballots.of(1).cast('p1', 'Ada', 1);
  ballots.of(1).show([12, 0]);
  expect(ballots.size).toBe(14);
  expect(ballots.asCsv().split('\r\n')).toEqual([
    'scene,question,answer,right,name,count',
    '2,"Which comes ""first""?",FIN,no,"\'=HYPERLINK(""http://evil"")",1',
    '2,"Which comes ""first""?",FIN,no,Ada,1',
    '2,"Which comes ""first""?","SYN, then ACK",yes,by show of hands,12',
    '',
  ]);
  ballots.begin(1);
  expect(ballots.size).toBe(0);
});
