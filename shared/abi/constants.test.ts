import { describe, expect, test } from 'vitest';
import { addressFamilies, constantName, socketTypes } from './constants.ts';
import { errnoName, errnoText, strerror } from './errno.ts';

describe('names of numbers', () => {
  test('a number has its first name within a group', () => {
    expect(constantName(addressFamilies, 1)).toBe('AF_UNIX');
    expect(constantName(socketTypes, 1)).toBe('SOCK_STREAM');
    expect(constantName(socketTypes, 99)).toBeUndefined();
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
