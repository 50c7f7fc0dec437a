import { expect, it } from 'vitest';
import type { LectureFile } from '#shared/protocol/lecture-file';
import { asideOf, slidesOf } from './slides.ts';
import { lectureScene } from './testing/lecture-scene.ts';

it('draws each scene as it ends, and a question on a page before its answer', () => {
  const file: LectureFile = {
    id: 'w',
    title: '',
    summary: '',
    scenes: [lectureScene(0, { begin: 3, end: 9 }), lectureScene(1, { begin: 10, end: 20, asks: true })],
    logs: [],
  };
  expect(slidesOf(file).map(({ told, moment }) => [told.scene, moment, told.question?.answer])).toEqual([
    [0, 'end', undefined],
    [1, 'begin', null],
    [1, 'end', 1],
  ]);
});

it('draws beside the stage what the scene shows, where paper can', () => {
  expect(asideOf({ show: ['stage', 'steps'] })).toBe('steps');
  expect(asideOf({ show: ['inspect', 'machine'] })).toBe('machine');
  expect(asideOf({ show: ['packets', 'machine'] })).toBe('packets');
  expect(asideOf({ show: ['sequence'] })).toBe('sequence');
  expect(asideOf({ show: ['stage'] })).toBeNull();
});
