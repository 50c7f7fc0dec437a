import { describe, expect, it } from 'vitest';
import { aloneAtRight, roleStyle } from './roles.ts';

const styles = (...roles: string[]): string[] =>
  roles.map((role) => {
    const { kind, shape } = roleStyle(
      role,
      roles.map((each) => ({ role: each })),
    );
    return `${kind} ${shape}`;
  });

describe('what a role is drawn as', () => {
  it('a server is a server wherever it stands in the list', () => {
    expect(styles('server', 'client')).toEqual(['server disc', 'client diamond']);
    expect(styles('client', 'server')).toEqual(['client diamond', 'server disc']);
    expect(styles('early client', 'server', 'late client')).toEqual([
      'client diamond',
      'server disc',
      'client triangle',
    ]);
  });

  it('where nobody is called a server, the first program is drawn as one', () => {
    expect(styles('left', 'right')).toEqual(['server disc', 'client diamond']);
    expect(styles('client', 'other client')).toEqual(['client diamond', 'client triangle']);
  });

  it('forked children wear the colour of their program in shapes of their own', () => {
    const programs = [{ role: 'server' }, { role: 'client' }];
    const all = ['server', 'server/1', 'server/2', 'client', 'client/1'].map((role) => roleStyle(role, programs));
    expect(all.map(({ kind }) => kind)).toEqual(['server', 'server', 'server', 'client', 'client']);
    expect(new Set(all.slice(0, 3).map(({ shape }) => shape)).size).toBe(3);
    expect(all[3]?.shape).not.toBe(all[4]?.shape);
  });

  it('what nobody made is grey', () => {
    expect(roleStyle(null, []).kind).toBe('nobody');
  });
});

it('a server that is not named first among several on one host stands alone at the right', () => {
  const on = (host: string, ...roles: string[]) => roles.map((role) => ({ role, host }));
  expect(aloneAtRight(on('A', 'first', 'second', 'server'))).toBe('server');
  expect(aloneAtRight(on('A', 'server', 'ann', 'ben'))).toBeNull();
  expect(aloneAtRight(on('A', 'client', 'server'))).toBeNull();
  expect(aloneAtRight([...on('B', 'first', 'second'), ...on('A', 'server')])).toBeNull();
  expect(aloneAtRight(on('A', 'left', 'middle', 'right'))).toBeNull();
});
