import { describe, expect, it } from 'vitest';
import { decodeSockaddr } from './sockaddr.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const text = (value: string): number[] => [...new TextEncoder().encode(value)];

describe('a struct sockaddr of this length', () => {
  it.each([
    ['none', bytes(), null],
    [
      'IPv4',
      bytes(2, 0, 0x1b, 0x58, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
      { family: 'AF_INET', addr: '10.0.0.1', port: 7000 },
    ],
    [
      'IPv6 with a scope',
      bytes(10, 0, 0x1b, 0x58, 0, 0, 0, 0, 0xfe, 0x80, ...Array<number>(13).fill(0), 1, 3, 0, 0, 0),
      { family: 'AF_INET6', addr: 'fe80::1', port: 7000, scope: 3 },
    ],
    ['a path, up to its NUL', bytes(1, 0, ...text('echo.sock'), 0, 9, 9), { family: 'AF_UNIX', path: 'echo.sock' }],
    ['a path without a NUL', bytes(1, 0, ...text('x')), { family: 'AF_UNIX', path: 'x' }],
    ['an abstract name', bytes(1, 0, 0, ...text('lab')), { family: 'AF_UNIX', abstract: 'lab' }],
    ['unnamed', bytes(1, 0), { family: 'AF_UNIX' }],
    [
      'another family',
      bytes(16, 0, 0, 0),
      {
        struct: 'sockaddr',
        fields: { sa_family: { symbol: 'AF_NETLINK', raw: 16 }, sa_data: { bytes: 'AAA=', length: 2 } },
      },
    ],
    [
      'too short for IPv4',
      bytes(2, 0, 0x1b),
      {
        struct: 'sockaddr',
        fields: { sa_family: { symbol: 'AF_INET', raw: 2 }, sa_data: { bytes: 'Gw==', length: 1 } },
      },
    ],
    ['too short for a family', bytes(2), { fault: 'an address of 1 byte is shorter than its family' }],
  ])('%s', (_, address, value) => expect(decodeSockaddr(address)).toEqual(value));
});
