import { describe, expect, it } from 'vitest';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { unixEcho } from '#shared/model/testing/unix-echo';
import { align } from './align.ts';
import { momentsOf, type Moment } from './moments.ts';

const words = (moments: readonly Moment[]): string[] => moments.map((moment) => moment.words);

describe('the moments of a run', () => {
  const { log } = tcpEcho();
  const moments = momentsOf(log);

  it('read like the story of the run', () => {
    expect(words(moments).slice(0, 8)).toMatchInlineSnapshot(`
      [
        "the beginning",
        "server calls socket()",
        "server’s socket() returns",
        "server calls bind()",
        "server’s bind() returns",
        "server calls listen()",
        "server’s listen() returns",
        "server calls accept()",
      ]
    `);
    expect(words(moments)).toContain('SYN is sent, B → A');
  });

  it('each show what came of them, and end where the log does', () => {
    expect(moments.map(({ seq }) => seq)).toEqual([...new Set(moments.map(({ seq }) => seq))].sort((a, b) => a - b));
    expect(moments.at(-1)?.seq).toBe(log.at(-1)?.seq);
    // The SYN's moment holds the state that it brought about, and not yet its arrival.
    const sent = moments.find(({ key }) => key === 'SYN B → A sent');
    const until = log.slice(0, sent?.seq);
    expect(until.some((event) => event.kind === 'socket.state' && event.to === 'SYN_SENT')).toBe(true);
    expect(until.some((event) => event.kind === 'packet.delivered')).toBe(false);
  });

  it('stop where the lab stood: a call at its gate, before it was released', () => {
    const called = moments.find(({ key }) => key === 'server calls socket');
    const until = log.slice(0, called?.seq);
    expect(until.at(-1)?.kind).toBe('gate.open');
    expect(log[until.length]?.kind).toBe('gate.release');
  });

  it('of nothing are its beginning alone', () => {
    expect(momentsOf([])).toEqual([{ key: '', words: 'the beginning', seq: 0 }]);
  });

  it('of TCP and Unix: the same calls side by side, and packets that only TCP has', () => {
    const unix = momentsOf(unixEcho(() => undefined).log);
    const rows = align(
      moments.map(({ key }) => key),
      unix.map(({ key }) => key),
    );
    const together = rows.filter(({ moved }) => moved === 'both').map((row) => moments[row.left]?.words ?? '');
    for (const call of ['socket', 'bind', 'listen', 'accept']) expect(together).toContain(`server calls ${call}()`);
    const alone = rows.filter(({ moved }) => moved === 'left').map((row) => moments[row.left]?.words ?? '');
    expect(alone).toContain('SYN is sent, B → A');
    expect(together.join()).not.toContain('SYN');
  });
});
