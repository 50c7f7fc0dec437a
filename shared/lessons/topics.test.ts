import { expect, it } from 'vitest';
import { byTopic } from './topics.ts';

const titles = (...ids: string[]): Record<string, string[]> =>
  Object.fromEntries(
    byTopic(ids.map((id) => ({ id }))).map(({ title, lessons }) => [title, lessons.map(({ id }) => id)]),
  );

it('each lesson stands once, in the order of the course, and a stranger comes last', () => {
  expect(
    titles('my-own', 'udp-echo', 'tcp-zero-window', 'tcp-lost-fin', 'tcp-one-host', 'tcp-echo', 'first-descriptors'),
  ).toEqual({
    'Start here': ['tcp-echo', 'tcp-one-host'],
    'First steps: the calls': ['first-descriptors'],
    'TCP: what gets lost, and what the kernel does about it': ['tcp-lost-fin'],
    'TCP: errors, limits and timers': ['tcp-zero-window'],
    'UDP, and messages': ['udp-echo'],
    More: ['my-own'],
  });
});

it('no lessons, no topics', () => expect(byTopic([])).toEqual([]));
