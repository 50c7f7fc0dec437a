import { expect, it } from 'vitest';
import { isForRouters } from './ipv6.ts';

/** An IPv6 header (RFC 8200) with this next header, and what follows it. */
const packet = (next: number, ...rest: number[]): Uint8Array =>
  Uint8Array.from([0x60, 0, 0, 0, 0, rest.length, next, 255, ...Array.from({ length: 32 }, () => 0), ...rest]);

it.each([
  ['a multicast listener report', packet(0, 58, 0, 5, 2, 0, 0, 1, 0, 143, 0, 0, 0), true],
  ['a router solicitation', packet(58, 133, 0, 0, 0), true],
  ['an echo request', packet(58, 128, 0, 0, 0), false],
  ['a neighbour solicitation', packet(58, 135, 0, 0, 0), false],
  ['a TCP segment whose port looks like one', packet(6, 133, 0, 0, 0), false],
  ['IPv4', Uint8Array.from([0x45, 0, 0, 20, 0, 0, 58]), false],
])('%s', (_what, bytes, expected) => {
  expect(isForRouters(bytes)).toBe(expected);
});
