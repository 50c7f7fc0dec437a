import { describe, expect, it } from 'vitest';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { isQuiet } from './lab-store.ts';
import { createRecordedLab } from './recorded-lab.ts';

describe('a log that is here already', () => {
  const events = tcpEcho().log;

  it('opens at its first stop, quiet, and goes to its end step by step', () => {
    const lab = createRecordedLab('file-1', events);
    expect(lab.getState()).toMatchObject({ mode: 'recording', logId: 'file-1', playhead: lab.getState().log.stops[0] });
    expect(isQuiet(lab.getState())).toBe(true);
    const seen = [lab.getState().view.seq];
    while (lab.getState().playhead !== null) {
      lab.getState().step();
      seen.push(lab.getState().view.seq);
    }
    expect(seen).toEqual([...lab.getState().log.stops, events.length]);
    expect(lab.getState().view).toBe(lab.getState().head);
    expect(lab.getState().refusal).toBeNull();
  });

  it('is all in at once, however long it takes', () => {
    const story = tcpEcho();
    while (story.log.length < 20_000) story.add('marker', { label: 'm' });
    const lab = createRecordedLab('file-1', story.log);
    expect(lab.getState().head.seq).toBe(20_000);
    expect(isQuiet(lab.getState())).toBe(true);
  });
});
