import { describe, expect, it } from 'vitest';
import { tcpEcho } from '../model/testing/tcp-echo.ts';
import { sceneMoments } from './scene-moments.ts';

describe('the scenes of a recording', () => {
  const story = tcpEcho('syn held');
  const [held] = story.state.gates;
  const first = story.add('scene.enter', { source: 'user', scene: 1, title: 'One' });
  const release = story.add('gate.release', { source: 'user', gate: held?.id ?? '', by: 'presenter' });
  const second = story.add('scene.enter', { source: 'user', scene: 2, title: 'Two' });
  const marker = story.add('marker', { source: 'user', label: 'quiet' });
  const last = story.add('gate.release', { source: 'user', gate: 'g99', by: 'presenter' });

  it('begin where they were entered and end before the next one', () => {
    expect(sceneMoments(story.log, 0)).toEqual({ begin: first, stops: [], end: second - 1 });
    expect(release).toBe(first + 1);
  });

  it('were quiet before each release', () => {
    expect(sceneMoments(story.log, 1)).toEqual({ begin: second, stops: [marker], end: last });
  });

  it('are told from those that it does not hold', () => {
    expect(sceneMoments(story.log, 2)).toBeNull();
  });
});
