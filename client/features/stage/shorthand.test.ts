import { describe, expect, it } from 'vitest';
import { callForms, escapeBytes, shortAddress, shortCall, shortDuration, shortValue } from './shorthand.ts';
import { arg, bytes } from './testing/echo-log.ts';

const connect = [
  arg('sockfd', 3),
  arg('addr', { family: 'AF_INET', addr: '10.0.0.1', port: 7000 }),
  arg('addrlen', 16),
];

describe('short spellings', () => {
  it('write a call with its arguments as they go down', () => {
    expect(shortCall('connect', connect, 40)).toBe('connect(3, {10.0.0.1:7000}, 16)');
    expect(shortCall('connect', connect, 30)).toBe('connect(3, {10.0.0.1:7000}, …)');
    expect(shortCall('connect', connect, 13)).toBe('connect(3, …)');
  });

  it("leave out the arguments that only the kernel's call has", () => {
    const sendto = [
      arg('sockfd', 3),
      arg('buf', bytes('hello')),
      arg('len', 5),
      arg('flags', 0),
      arg('dest', null),
      arg('n', 0),
    ];
    expect(callForms('send', sendto)[0]).toBe('send(3, "hello", 5, 0)');
    expect(callForms('sendto', sendto)[0]).toBe('sendto(3, "hello", 5, 0, NULL, 0)');
  });

  it('do not repeat the ellipsis of a pointer', () => {
    const recv = [arg('sockfd', 4), arg('buf', { pointer: '0x7f00' }), arg('len', 128), arg('flags', 0)];
    expect(callForms('recv', recv)).toEqual(['recv(4, …, 128, 0)', 'recv(4, …, 128, …)', 'recv(4, …)', 'recv(…)']);
  });

  it.each([
    [null, 'NULL'],
    [{ flags: [], raw: 0 }, '0'],
    [{ flags: ['MSG_PEEK', 'MSG_DONTWAIT'], raw: 66 }, 'MSG_PEEK|MSG_DONTWAIT'],
    [{ family: 'AF_UNIX', path: 'echo.sock' } as const, '{"echo.sock"}'],
    [{ fault: 'bad address' }, '?'],
  ])('%j is %s', (value, text) => {
    expect(shortValue(value)).toBe(text);
  });

  it('escape bytes that do not print', () => {
    expect(escapeBytes(Uint8Array.of(104, 10, 0, 34, 200))).toBe('h\\n\\0\\"\\xc8');
  });

  it('name Unix sockets without a name', () => {
    expect(shortAddress({ family: 'AF_UNIX' })).toBe('unnamed');
    expect(shortAddress({ family: 'AF_UNIX', abstract: 'x' })).toBe('@x');
  });

  it.each([
    [40e6, '40 ms'],
    [2.14e9, '2.1 s'],
    [60e9, '60 s'],
    [185e9, '3 min 05 s'],
  ])('%d ns are %s', (nanos, text) => {
    expect(shortDuration(nanos)).toBe(text);
  });
});
