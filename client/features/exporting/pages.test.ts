import { describe, expect, it } from 'vitest';
import { stopsOf } from '#shared/model/stops';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { choicesOf, pagesOf } from './pages.ts';

describe('what is printed', () => {
  const story = tcpEcho();
  const { log } = story;
  const stops = stopsOf(log);
  const seqs = (choice: 'scenes' | 'turns' | 'steps'): number[] => pagesOf(log, stops, choice).map(({ seq }) => seq);

  it('every step, the end included, whether the stops name it or not', () => {
    expect(seqs('steps')).toEqual(stops);
    expect(pagesOf(log, stops.slice(0, -1), 'steps')).toEqual(pagesOf(log, stops, 'steps'));
  });

  it('each turn: no change of a state is without its page, and fewer pages than steps', () => {
    const turns = seqs('turns');
    expect(turns.length).toBeLessThan(stops.length);
    const changes = log.filter(({ kind }) => kind === 'socket.state').map(({ seq }) => seq);
    for (const change of changes) {
      const page = turns.find((seq) => seq >= change) ?? Infinity;
      expect(stops.filter((stop) => stop >= change && stop < page)).toEqual([]);
    }
  });

  it('each scene as it ends, where there are scenes', () => {
    expect(choicesOf(log)).toEqual(['turns', 'steps']);
    const told = tcpEcho();
    const first = told.add('scene.enter', { scene: 1, title: 'One' });
    told.add('marker', { label: 'm' });
    const second = told.add('scene.enter', { scene: 2, title: 'Two' });
    told.add('marker', { label: 'n' });
    expect(first).toBeLessThan(second);
    expect(choicesOf(told.log)).toContain('scenes');
    expect(pagesOf(told.log, stops, 'scenes')).toEqual([
      { seq: second - 1, title: 'One' },
      { seq: second + 1, title: 'Two' },
    ]);
  });

  it('nothing of nothing', () => {
    expect(pagesOf([], [], 'steps')).toEqual([]);
  });
});
