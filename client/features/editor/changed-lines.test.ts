import { Text } from '@codemirror/state';
import { expect, it } from 'vitest';
import { changedLines } from './changed-lines.ts';

const marks = (own: string, text: string): string[] =>
  changedLines(Text.of(own.split('\n')), Text.of(text.split('\n'))).map(({ line, kind }) => `${line} ${kind}`);

it.each([
  ['nothing', 'a;\nb;\nc;\n', 'a;\nb;\nc;\n', []],
  ['a line that was changed', 'a;\nlisten(fd, 5);\nc;\n', 'a;\nlisten(fd, 1);\nc;\n', ['2 changed']],
  ['lines that were added', 'a;\nc;\n', 'a;\nb1();\nb2();\nc;\n', ['2 changed', '3 changed']],
  ['the line below one that was taken out', 'a;\nlisten(fd, 5);\nc;\n', 'a;\nc;\n', ['2 removed']],
  ['a change on the last line', 'a;\nb;', 'a;\nxyz;', ['2 changed']],
  ['all of it where nothing is left', 'a;\nb;', '', ['1 changed']],
])('marks %s', (_, own, text, expected) => {
  expect(marks(own, text)).toEqual(expected);
});
