import { describe, expect, it } from 'vitest';
import { parseRoute, pathOf } from './address.ts';
import type { Route } from './address.ts';

describe('addresses', () => {
  it.each<[string, Route]>([
    ['/', { page: 'home' }],
    ['/sockets', { page: 'sockets' }],
    ['/labs/abc', { page: 'lab', lab: 'abc' }],
    ['/labs/abc?watch', { page: 'lab', lab: 'abc', watch: true }],
    ['/walk/K7QW2MXD', { page: 'walk', walk: 'K7QW2MXD', view: 'walk' }],
    ['/walk/K7QW2MXD?watch', { page: 'walk', walk: 'K7QW2MXD', view: 'watch' }],
    ['/present/K7QW2MXD', { page: 'walk', walk: 'K7QW2MXD', view: 'present' }],
    ['/j/K7QW2MXD', { page: 'walk', walk: 'K7QW2MXD', view: 'follow' }],
    ['/wall', { page: 'wall' }],
    ['/programs', { page: 'programs' }],
    ['/recordings/1', { page: 'recording', file: '1' }],
    ['/compare', { page: 'compare', left: null, right: null }],
    ['/compare?left=lesson%3Atcp-echo', { page: 'compare', left: { from: 'lesson', id: 'tcp-echo' }, right: null }],
    [
      '/compare?left=lab%3Ax%3Ay&right=file%3A2',
      { page: 'compare', left: { from: 'lab', id: 'x:y' }, right: { from: 'file', id: '2' } },
    ],
  ])('%s', (address, route) => {
    const url = new URL(address, 'http://sockscope');
    expect(parseRoute(url.pathname, url.search)).toEqual(route);
    expect(pathOf(route)).toBe(address);
  });

  it.each<[string, Route]>([
    ['?then=/present/K7QW2MXD', { page: 'walk', walk: 'K7QW2MXD', view: 'present' }],
    ['', { page: 'home' }],
    ['?then=//evil.example/present/K7QW2MXD', { page: 'home' }],
    ['?then=/p/x', { page: 'home' }],
  ])('of a presenter’s link lead to its walkthrough: /p/SECRET%s', (search, route) => {
    expect(parseRoute('/p/secret', search)).toEqual(route);
  });

  it('that say nothing known lead home, or to nothing chosen', () => {
    expect(parseRoute('/elsewhere', '')).toEqual({ page: 'home' });
    expect(parseRoute('/labs/%E0%A4%A', '')).toEqual({ page: 'home' });
    expect(parseRoute('/compare', '?left=nobody:x&right=lesson:')).toEqual({
      page: 'compare',
      left: null,
      right: null,
    });
  });
});
