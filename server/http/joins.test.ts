import { expect, it } from 'vitest';
import { Joins } from './joins.ts';

/** How many of `tries` newcomers of this address are let in, all at the moment `now`. */
const letIn = (joins: Joins, address: string, tries: number, now = 0): number =>
  Array.from({ length: tries }, () => joins.take(address, now)).filter(Boolean).length;

it('lets a whole class in from one address, three times over', () => {
  expect(letIn(new Joins(), '10.1.2.3', 900)).toBe(900);
});

it('slows down whoever goes on and on, and lets others be', () => {
  const joins = new Joins();
  expect(letIn(joins, '10.1.2.3', 3000)).toBe(2000);
  expect(letIn(joins, '10.1.2.4', 1)).toBe(1);
  expect(letIn(joins, '10.1.2.3', 100, 1000)).toBe(20);
  expect(letIn(joins, '10.1.2.3', 3000, 3_600_000)).toBe(2000);
});

it.each([
  ['10.1.2.3', '::ffff:10.1.2.3', true],
  ['2001:db8:1:2::5', '2001:db8:1:2:3:4:5:6', true],
  ['2001:db8::5', '2001:DB8:0:0:1::', true],
  ['fe80::1%eth0', 'fe80::2', true],
  ['2001:db8:1:2::5', '2001:db8:1:3::5', false],
  ['10.1.2.3', '10.1.2.4', false],
])('%s and %s are one newcomer: %s', (one, other, same) => {
  const joins = new Joins();
  letIn(joins, one, 2000);
  expect(joins.take(other, 0)).toBe(!same);
});

it('remembers a bounded number of addresses, the newest', () => {
  const joins = new Joins();
  letIn(joins, 'first', 2000);
  for (let i = 0; i < 4096; i++) joins.take(String(i), 0);
  expect(letIn(joins, 'first', 2000)).toBe(2000);
});
