import { describe, expect, it, vi } from 'vitest';
import { ok } from '#shared/base/result';
import { isEvent } from '#shared/events/check';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { PackedEvents } from '#shared/protocol/packed-events';
import { createLabStore } from './lab-store.ts';
import { isQuiet } from './lab-view.ts';
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

describe('a long log as the text it came as', () => {
  const events = tcpEcho().log;
  const packed = (lines: readonly string[]): PackedEvents => {
    const all = new PackedEvents(isEvent);
    for (const line of lines) all.add(line);
    all.end();
    return all;
  };
  const lines = events.map((event) => JSON.stringify(event));
  const labOf = (run: readonly string[]) => createRecordedLab('long', packed(run)).getState();

  it('is the same log', () => {
    const lab = labOf(lines);
    expect(lab.head).toEqual(createRecordedLab('short', events).getState().head);
    expect([...lab.log.events]).toEqual(events);
    expect(lab.log.stops.length).toBeGreaterThan(10);
    expect(lab.refusal).toBeNull();
  });

  it.each([
    ['is no JSON', '{"seq":', 'recording-format'],
    ['is of no kind that is known', '{"seq":12,"t":0,"kind":"poem"}', 'recording-format'],
    ['lacks what the log rests on', '{"seq":12,"t":0,"kind":"syscall.enter"}', 'recording-format'],
    ['has another number', lines[12] ?? '', 'recording-hole'],
  ])('ends where a line %s, and says so', (_what, line, code) => {
    const lab = labOf([...lines.slice(0, 11), line, ...lines.slice(12)]);
    expect(lab.refusal?.code).toBe(code);
    expect(lab.head.seq).toBe(0);
  });

  it('is read no further once nobody wants it', () => {
    const store = createLabStore(
      () => null,
      () => undefined,
    );
    let asked = 0;
    const parts = function* () {
      for (;;) yield ((asked += 1), null);
    };
    store.getState().load(parts());
    store.getState().dispose();
    store.getState().flush();
    expect(asked).toBe(1);
  });

  it('is told to a view that opens meanwhile from its beginning, before more of it is taken', () => {
    class Seqs {
      readonly seqs: number[] = [];
      add({ seq }: { readonly seq: number }): void {
        this.seqs.push(seq);
      }
    }
    const story = tcpEcho();
    while (story.log.length < 25_000) story.add('marker', { label: 'm' });
    const store = createLabStore(
      () => null,
      () => undefined,
    );
    const parts = function* () {
      yield ok({ events: story.log.slice(0, 24_000), packed: null });
      yield null;
      yield ok({ events: story.log.slice(24_000), packed: null });
    };
    const { load, flush, log } = store.getState();
    load(parts());
    const book = log.book(Seqs);
    expect(book.seqs).toEqual([]);
    while (store.getState().head.seq < 25_000) flush();
    expect(book.seqs).toEqual(story.log.map(({ seq }) => seq));
  });

  it('says that it is being read, once that takes a while, and until it is done', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const lab = createLabStore(
        () => null,
        () => undefined,
      );
      const parts = function* () {
        yield ok({ events: events.slice(0, 100), packed: null });
        yield null;
        yield null;
        yield ok({ events: events.slice(100), packed: null });
      };
      lab.getState().load(parts());
      expect(lab.getState()).toMatchObject({ loading: false, head: { seq: 100 } });
      vi.advanceTimersByTime(1000);
      lab.getState().flush();
      expect(lab.getState()).toMatchObject({ loading: true, head: { seq: 100 } });
      lab.getState().flush();
      expect(lab.getState()).toMatchObject({ loading: false, head: { seq: events.length } });
    } finally {
      vi.useRealTimers();
    }
  });
});
