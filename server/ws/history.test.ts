import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventLog } from '../sessions/log.ts';
import { historyOf, type HistoryReader } from './history.ts';

let now = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Everything that is sent takes a millisecond. */
class Reader implements HistoryReader {
  ready = true;
  private readonly name: string;
  private readonly told: string[];
  private next = 1;
  private readonly to: number;

  constructor(name: string, to: number, told: string[]) {
    this.name = name;
    this.to = to;
    this.told = told;
  }

  due(): number | null {
    return this.next > this.to ? null : this.next;
  }

  isReady(): boolean {
    return this.ready;
  }

  send(): void {
    this.told.push(`${this.name} ${this.next}`);
    this.next += 1;
    now += 1;
  }
}

it('rests between its turns, however much there is to send', () => {
  const told: string[] = [];
  historyOf(new EventLog()).add(new Reader('ann', 20, told));
  vi.advanceTimersByTime(0);
  expect(told).toHaveLength(8);
  vi.advanceTimersByTime(11);
  expect(told).toHaveLength(8);
  vi.advanceTimersByTime(1);
  expect(told).toHaveLength(16);
  vi.advanceTimersByTime(12);
  expect(told).toHaveLength(20);
  expect(vi.getTimerCount()).toBe(0);
});

it('serves who is furthest behind first, so that many go on together; who takes nothing keeps nobody', () => {
  const told: string[] = [];
  const turns = historyOf(new EventLog());
  turns.add(new Reader('ann', 10, told));
  vi.advanceTimersByTime(0);
  expect(told.splice(0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((seq) => `ann ${seq}`));
  const bob = new Reader('bob', 10, told);
  const eve = new Reader('eve', 10, told);
  eve.ready = false;
  turns.add(bob);
  turns.add(eve);
  vi.advanceTimersByTime(12);
  expect(told.splice(0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((seq) => `bob ${seq}`));
  vi.advanceTimersByTime(12);
  expect(told.splice(0)).toEqual(['ann 9', 'bob 9', 'ann 10', 'bob 10']);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([]);
  eve.ready = true;
  vi.advanceTimersByTime(100);
  expect(told).toHaveLength(10);
});

it('sends nothing more to who has left', () => {
  const told: string[] = [];
  const turns = historyOf(new EventLog());
  const ann = new Reader('ann', 20, told);
  turns.add(ann);
  vi.advanceTimersByTime(0);
  turns.remove(ann);
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(8);
  expect(vi.getTimerCount()).toBe(0);
});
