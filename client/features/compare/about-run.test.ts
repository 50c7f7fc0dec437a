import { describe, expect, it } from 'vitest';
import { initialState } from '#shared/model/initial';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { aboutRun } from './about-run.ts';

describe('what of a run is compared', () => {
  const atWork = tcpEcho('syn held').state;
  const ended = tcpEcho('syn held');
  ended.add('lab.end', { reason: 'finished' });
  const lab = { source: { from: 'lab', id: 'a' }, recordings: new Set<string>() } as const;

  it('a recording: when and where it was made', () => {
    const recording = { ...lab, source: { from: 'lesson', id: 'tcp-echo' } } as const;
    expect(aboutRun(recording, atWork)).toEqual({ words: 'Recorded on Linux 6.18.0 (x86_64)', underWay: false });
  });

  it('a lab at work: up to where, and that there may be more', () => {
    expect(aboutRun(lab, atWork)).toEqual({
      words: `A lab as it stood after ${atWork.seq} events; what came since is not compared`,
      underWay: true,
    });
  });

  it('a lab that has ended: all of it', () => {
    expect(aboutRun(lab, ended.state)).toEqual({
      words: 'A lab of this server that has ended: its whole run',
      underWay: false,
    });
  });

  it('a recording that this server plays is no lab, and a log of nothing says nothing', () => {
    expect(aboutRun({ ...lab, recordings: new Set(['a']) }, atWork).words).toContain('Recorded');
    expect(aboutRun(lab, initialState).words).toBe('');
  });
});
