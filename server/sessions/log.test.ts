import { describe, expect, it } from 'vitest';
import { EventLog } from './log.ts';
import { heldCall, labStart, marker, started } from './testing/drafts.ts';

describe('EventLog', () => {
  it('numbers events 1, 2, 3 and turns the engine’s numbers into seqs', () => {
    const log = new EventLog();
    log.append([labStart(), started('server')]);
    log.append(heldCall(7001, 'server', 'socket', 'g1'));

    expect(log.events.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'lab.start'],
      [2, 'process.start'],
      [3, 'syscall.enter'],
      [4, 'gate.open'],
    ]);
    expect(log.events[3]).toMatchObject({ ref: 3 });
    expect(log.events[2]).not.toHaveProperty('id');
    expect(log.state.gates).toHaveLength(1);
  });

  it('resolves a cause across batches and leaves out one it does not know', () => {
    const log = new EventLog();
    log.append([{ ...object(marker('one')), id: 5 }]);
    log.append([
      { ...object(marker('two')), cause: 5 },
      { ...object(marker('three')), cause: 99 },
    ]);
    expect(log.events.map(({ cause }) => cause)).toEqual([undefined, 1, undefined]);
  });

  it.each([
    ['not an object', 42],
    ['an unknown kind', { t: 1, kind: 'socket.teleport', source: 'lab' }],
    ['a wrong field', { ...object(started('server')), pid: 'many' }],
    ['a gate that holds nothing known', heldCall(1, 'server', 'bind', 'g1')[1]],
  ])('shows %s as a gap, without a hole in seq', (_what, draft) => {
    const log = new EventLog();
    log.append([labStart(), draft, marker('after')]);
    expect(log.events.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'lab.start'],
      [2, 'trace.gap'],
      [3, 'marker'],
    ]);
    expect(log.state.gaps).toHaveLength(1);
  });

  it('comes to the same state at once and event by event, and shows each one to who asks', () => {
    const drafts = [labStart(), started('server'), ...heldCall(1, 'server', 'socket', 'g1'), marker('m')];
    const [atOnce, oneByOne] = [new EventLog(), new EventLog()];
    atOnce.append(drafts);
    const states = oneByOne.appendEach(drafts);
    expect(atOnce.state).toEqual(oneByOne.state);
    expect(states.map(({ event, state }) => [event.seq, state.seq])).toEqual([1, 2, 3, 4, 5].map((seq) => [seq, seq]));
    expect(states[2]?.state.gates).toHaveLength(0);
    expect(states[3]?.state.gates).toHaveLength(1);
  });

  it('reads a long log as it is now, whatever is appended meanwhile', () => {
    const log = new EventLog();
    const many = Array.from({ length: 20_000 }, (_, i) => marker(`m${i}`));
    log.append(many);
    const seqs: number[] = [];
    for (const { seq } of log.read()) {
      if (seq === 600) log.append([marker('later')]);
      seqs.push(seq);
    }
    expect(seqs).toEqual(many.map((_, i) => i + 1));
    expect(log.slice(19_999, 30_000).map((event) => event.kind === 'marker' && event.label)).toEqual([
      'm19998',
      'm19999',
      'later',
    ]);
    expect(log.slice(3, 3)).toMatchObject([{ seq: 3, label: 'm2' }]);
  });

  it('leaves a state that was shown as it was', () => {
    const log = new EventLog();
    log.append([labStart(), started('server')]);
    const before = log.state;
    const copy = structuredClone(before);
    log.append([started('client'), ...heldCall(1, 'server', 'socket', 'g1'), ...heldCall(2, 'client', 'socket', 'g2')]);
    expect(before).toEqual(copy);
    expect(log.state.gates).toHaveLength(2);
  });

  it('tells its subscribers once for each batch, after the state is folded', () => {
    const log = new EventLog();
    const heads: number[] = [];
    const stop = log.subscribe(() => heads.push(log.state.seq));
    log.append([labStart(), started('server')]);
    log.append([]);
    log.append([marker('m')]);
    stop();
    log.append([marker('n')]);
    expect(heads).toEqual([2, 3]);
  });

  it('dates its own events no earlier than what was observed', () => {
    const log = new EventLog();
    log.append([labStart()]);
    const before = log.state.t;
    log.appendOwn({ kind: 'lab.end', source: 'lab', reason: 'stopped' });
    expect(log.events[1]?.t).toBeGreaterThanOrEqual(before);
  });

  it('slices by seq, both ends included, and clamps', () => {
    const log = new EventLog();
    log.append([marker('1'), marker('2'), marker('3')]);
    const seqs = (from: number, to: number): number[] => log.slice(from, to).map(({ seq }) => seq);
    expect(seqs(2, 3)).toEqual([2, 3]);
    expect(seqs(3, 9)).toEqual([3]);
    expect(seqs(3, 2)).toEqual([]);
  });
});

function object(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value;
}
