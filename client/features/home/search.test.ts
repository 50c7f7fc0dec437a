import { describe, expect, it } from 'vitest';
import type { LessonSummary } from '#shared/protocol/rest';
import { find, wordsOf } from './search.ts';

const lesson: LessonSummary = {
  id: 'many-epoll-edge',
  title: 'Edge-triggered epoll',
  summary: 'A server that misses data.',
  programs: [{ role: 'server', host: 'A', file: 'server.c' }],
  recording: true,
  run: {
    steps: 40,
    calls: 20,
    packets: 10,
    apis: ['epoll_wait', 'accept'],
    states: ['FIN_WAIT1'],
    errnos: ['EAGAIN'],
  },
};

const inRun = (text: string): readonly string[] | null => find(lesson, 'Many clients', wordsOf(text))?.inRun ?? null;

describe('looking for lessons', () => {
  it('finds by title, summary, topic and programs, whatever the case', () => {
    for (const text of ['EPOLL', 'misses data', 'many clients', 'server.c', '', '  ']) expect(inRun(text)).toEqual([]);
    expect(inRun('misses packets')).toBeNull();
  });

  it('finds by what happens in the recording, and says what that is', () => {
    expect(inRun('eagain')).toEqual(['EAGAIN']);
    expect(inRun('edge accept()')).toEqual(['accept']);
    for (const text of ['FIN_WAIT1', 'fin-wait-1', 'finwait']) expect(inRun(text)).toEqual(['FIN_WAIT1']);
    expect(find({ ...lesson, run: null }, '', wordsOf('eagain'))).toBeNull();
  });

  it('wants every word', () => {
    expect(inRun('edge time_wait')).toBeNull();
  });
});
