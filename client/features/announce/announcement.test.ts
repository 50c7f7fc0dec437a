import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { initialState } from '#shared/model/initial';
import type { LabState } from '#shared/model/state';
import { announcement } from './announcement.ts';

const state = { ...initialState, sockets: { s1: { role: 'server' }, s2: { role: null } } } as unknown as LabState;
const at = (event: object): LabEvent => ({ seq: 1, t: 1, source: 'sock_diag', ...event }) as LabEvent;

describe('what is read out', () => {
  it('names whose socket went where, the states passed between two looks too', () => {
    const moved = at({ kind: 'socket.state', socket: 's1', from: 'CLOSED', to: 'ESTABLISHED', between: ['SYN_SENT'] });
    const gone = at({ kind: 'socket.gone', socket: 's2', from: 'TIME_WAIT' });
    expect(announcement([moved, gone], state)).toBe(
      'Socket s1 of server: CLOSED to SYN_SENT to ESTABLISHED. Socket s2, which belongs to nobody: gone, last TIME_WAIT.',
    );
  });

  it('tells how programs end, and what was missed; lines and calls are not told', () => {
    const events = [
      at({ kind: 'program.line', line: 3 }),
      at({ kind: 'process.exit', role: 'client', pid: 1, status: 0 }),
      at({ kind: 'process.exit', role: 'server', pid: 2, signal: 'SIGPIPE' }),
      at({ kind: 'trace.gap', missed: 'packets from host B' }),
    ];
    expect(announcement(events, state)).toBe(
      'client exited with 0. server was killed by SIGPIPE. Not observed: packets from host B.',
    );
    expect(announcement(events.slice(0, 1), state)).toBe('');
  });

  it('sums up a flood', () => {
    const many = Array.from({ length: 9 }, () => at({ kind: 'socket.gone', socket: 's1', from: 'LISTEN' }));
    const told = announcement(many, state);
    expect(told).toMatch(/^9 changes, the last of them: /);
    expect(told.match(/gone/g)).toHaveLength(4);
  });
});
