import { expect, it } from 'vitest';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { markerBefore } from './marker-before.ts';

it('a note stands at its step, and at no other', () => {
  const story = tcpEcho('syn held');
  const before = story.state.seq;
  story.add('marker', { source: 'user', label: 'look here' });
  const note = (seq: number): string | null => markerBefore((each) => story.log[each - 1], seq);
  expect(note(before)).toBeNull();
  expect(note(before + 1)).toBe('look here');
  story.deliver('p1');
  expect(note(story.state.seq)).toBeNull();
  expect(note(0)).toBeNull();
});
