import { describe, expect, it } from 'vitest';
import { Filtered, isEmpty, matcher, NO_QUERY, type Row } from './filter.ts';

const rows: readonly Row[] = [
  { who: 'server', text: 'socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3', failed: false },
  {
    who: 'client',
    text: 'connect(3, {sa_family=AF_INET, …}, 16) = -1 ECONNREFUSED (Connection refused)',
    failed: true,
  },
  { who: 'wire', text: 'p2 A -> B: RST,ACK seq=0 ack=1 held', failed: false },
];

const found = (query: Partial<typeof NO_QUERY>): readonly number[] =>
  new Filtered(rows, { ...NO_QUERY, ...query }, (row) => row).indices();

describe('looking for something in a list', () => {
  it('finds calls, errors, packets and people by their words', () => {
    expect(found({ text: 'connect' })).toEqual([1]);
    expect(found({ text: 'econnrefused' })).toEqual([1]);
    expect(found({ text: 'rst wire' })).toEqual([2]);
    expect(found({ text: 'AF_INET' })).toEqual([0, 1]);
    expect(found({ text: 'AF_INET server' })).toEqual([0]);
    expect(found({ text: 'sendmsg' })).toEqual([]);
  });

  it('by who does it, and by what failed', () => {
    expect(found({ who: 'client' })).toEqual([1]);
    expect(found({ failed: true })).toEqual([1]);
    expect(found({ who: 'server', failed: true })).toEqual([]);
    expect(found({})).toEqual([0, 1, 2]);
    expect(isEmpty({ ...NO_QUERY, text: '  ' })).toBe(true);
    expect(isEmpty({ ...NO_QUERY, failed: true })).toBe(false);
  });

  it('reads of a list that has grown only what is new', () => {
    let read = 0;
    const growing = rows.slice(0, 2);
    const filtered = new Filtered(growing, { ...NO_QUERY, text: 'a' }, (row) => {
      read++;
      return row;
    });
    expect(filtered.indices()).toEqual([0, 1]);
    growing.push(...rows.slice(2));
    expect(filtered.indices()).toEqual([0, 1, 2]);
    expect(read).toBe(3);
  });

  it('reads a long list in parts', () => {
    const filtered = new Filtered(rows, { ...NO_QUERY, text: 'a' }, (row) => row);
    expect([filtered.indices(2), filtered.isDone].flat()).toEqual([0, 1, false]);
    expect([filtered.indices(2), filtered.isDone].flat()).toEqual([0, 1, 2, true]);
  });

  it('takes a query’s characters as they are', () => {
    expect(matcher({ ...NO_QUERY, text: '.*' })({ who: '', text: 'anything', failed: false })).toBe(false);
  });
});
