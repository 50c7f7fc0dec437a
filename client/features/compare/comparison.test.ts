import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { unixEcho } from '#shared/model/testing/unix-echo';
import { createComparison } from './comparison.ts';

const tcp = tcpEcho().log;
const unix = unixEcho(() => undefined).log;

describe('a comparison', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('shows both runs at the row of the one playhead, whichever way one came there', () => {
    const comparison = createComparison(tcp, unix);
    const { rows, labs, moments, go } = comparison.getState();
    const seen = (): [number, number] => [labs.left.getState().view.seq, labs.right.getState().view.seq];
    const forward = rows.map((_, at) => (go(at), seen()));
    expect(forward).toEqual(rows.map((row) => [moments.left[row.left]?.seq, moments.right[row.right]?.seq]));
    for (const at of [3, rows.length - 1, 0, 7]) {
      go(at);
      expect(seen()).toEqual(forward[at]);
    }
  });

  it('begins with both at their beginnings and ends with both at their ends', () => {
    const { rows, labs, go } = createComparison(tcp, unix).getState();
    expect(labs.left.getState().view.processes).not.toEqual({});
    go(rows.length + 10);
    expect(labs.left.getState().playhead).toBeNull();
    expect(labs.right.getState().playhead).toBeNull();
    go(-1);
    expect(labs.left.getState().view.seq).toBeLessThan(tcp.length);
  });

  it('plays to its end, stops there, and begins anew', () => {
    const comparison = createComparison(tcp, tcp);
    comparison.getState().togglePlay();
    vi.advanceTimersByTime(1200 * 3);
    expect(comparison.getState()).toMatchObject({ at: 3, playing: true });
    comparison.getState().togglePlay();
    vi.advanceTimersByTime(60_000);
    expect(comparison.getState()).toMatchObject({ at: 3, playing: false });
    comparison.getState().togglePlay();
    vi.runAllTimers();
    const { rows } = comparison.getState();
    expect(comparison.getState()).toMatchObject({ at: rows.length - 1, playing: false });
    comparison.getState().togglePlay();
    expect(comparison.getState()).toMatchObject({ at: 0, playing: true });
    comparison.getState().dispose();
  });
});
