import { describe, expect, it } from 'vitest';
import { eventSchema } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { foldEvents } from '#shared/model/fold';
import { initialState } from '#shared/model/initial';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { unixEcho } from '#shared/model/testing/unix-echo';
import { longLog } from './long-log.ts';

describe('a long log made of short runs', () => {
  const events = [...longLog([tcpEcho().log, unixEcho(() => undefined).log], 5000)];

  it('is a log: as long as asked for, seqs without holes, time that rises, causes before effects', () => {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events).toHaveLength(5000);
    for (const [i, event] of events.entries()) {
      expect(eventSchema.safeParse(event).success, event.kind).toBe(true);
      expect(event.t).toBeGreaterThanOrEqual(events[i - 1]?.t ?? 0);
      if (event.cause !== undefined) expect(event.cause).toBeLessThan(event.seq);
    }
  });

  it('is folded in one go to what it is event by event, wherever the one go begins and ends', () => {
    let byOne = initialState;
    let inOneGo = initialState;
    for (const [i, event] of events.entries()) {
      byOne = applyEvent(byOne, event);
      if ((i + 1) % 617 !== 0) continue;
      inOneGo = foldEvents(inOneGo, events.slice(inOneGo.seq, i + 1));
      expect(JSON.stringify(inOneGo)).toBe(JSON.stringify(byOne));
    }
    expect(inOneGo.seq).toBeGreaterThan(4000);
  });

  it('leaves no more behind the longer it is: two programs, and what the picture keeps of old sockets', () => {
    const state = foldEvents(initialState, events);
    expect(Object.values(state.processes).map(({ role }) => role)).toEqual(['server', 'client']);
    expect(Object.keys(state.sockets).length).toBeLessThan(80);
    expect(events.filter(({ kind }) => kind === 'lab.start')).toHaveLength(1);
    const told = [
      ...longLog([[{ seq: 1, t: 0, kind: 'marker', source: 'user', label: 'm', sources: { socket: 'sockopt' } }]], 2),
    ];
    expect(told.map(({ sources }) => sources)).toEqual([{ socket: 'sockopt' }, { socket: 'sockopt' }]);
    const opened = events.flatMap((event) => (event.kind === 'socket.open' ? [event.socket] : []));
    expect(new Set(opened).size).toBe(opened.length);
  });
});
