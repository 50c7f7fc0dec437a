import { describe, expect, test } from 'vitest';
import { addressFamilies, socketTypes } from './constants.ts';
import { errnoName, errnoText, strerror } from './errno.ts';
import { constantName } from './named-numbers.ts';
import { signalName, signalNumber } from './signals.ts';

describe('names of numbers', () => {
  test('a number has its first name within a group', () => {
    expect(constantName(addressFamilies, 1)).toBe('AF_UNIX');
    expect(constantName(socketTypes, 1)).toBe('SOCK_STREAM');
    expect(constantName(socketTypes, 99)).toBeUndefined();
  });

  test('signals: number to name and back, real-time ones counted from 32', () => {
    expect([13, 32, 34, 64, 65].map(signalName)).toEqual(['SIGPIPE', 'SIGRTMIN', 'SIGRT_2', 'SIGRT_32', 'signal 65']);
    expect(signalNumber('SIGPIPE')).toBe(13);
    expect(signalNumber('toString')).toBeUndefined();
  });

  test('errors: number to name and text, name to text', () => {
    expect(errnoName(111)).toBe('ECONNREFUSED');
    expect(errnoName(11)).toBe('EAGAIN');
    expect(errnoName(512)).toBeUndefined();
    expect(strerror(111)).toBe('Connection refused');
    expect(strerror(4711)).toBe('Unknown error 4711');
    expect(errnoText('EWOULDBLOCK')).toBe('Resource temporarily unavailable');
    expect(errnoText('nothing')).toBeUndefined();
  });
});
