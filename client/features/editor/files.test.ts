import { describe, expect, it } from 'vitest';
import type { LessonPrograms } from '#shared/protocol/programs';
import { changedFiles, filesOf, listed, textsOf } from './files.ts';

const program = (role: string, file: string, host: 'A' | 'B'): LessonPrograms['programs'][number] => ({
  role,
  file,
  host,
  args: [],
  after: null,
  text: `/* ${file} */`,
});
const files = filesOf({
  programs: [program('server', 'server.c', 'A'), program('first', 'client.c', 'B'), program('second', 'client.c', 'B')],
});

describe('the files of a lesson', () => {
  it('are each there once, with all who run them', () => {
    expect(files.map(({ file, roles, host }) => [file, roles, host])).toEqual([
      ['server.c', ['server'], 'A'],
      ['client.c', ['first', 'second'], 'B'],
    ]);
  });

  it('begin with what is preferred, else with the lesson’s own; strangers are left out', () => {
    expect(textsOf(files, { 'client.c': 'mine', 'other.c': 'x' })).toEqual({
      'server.c': '/* server.c */',
      'client.c': 'mine',
    });
  });

  it('are changed where a sign differs', () => {
    expect(changedFiles(files, { 'server.c': '/* server.c */', 'client.c': '/* client.c */ ' })).toEqual(['client.c']);
    expect(changedFiles(files, textsOf(files, {}))).toEqual([]);
  });
});

it('names are listed as in a sentence', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
