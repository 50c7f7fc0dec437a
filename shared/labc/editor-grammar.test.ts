import { parser } from '@lezer/cpp';
import { describe, expect, test } from 'vitest';
import { preprocess } from './preprocess.ts';
import { tokenize } from './lexer.ts';

/** What the editor's grammar calls the leaf that begins at an offset; a text with escapes in it counts as one. */
function leaves(text: string): Map<number, { readonly name: string; readonly text: string }> {
  const found = new Map<number, { name: string; text: string }>();
  parser.parse(text).iterate({
    enter(node) {
      const isText = node.name === 'String' || node.name === 'CharLiteral';
      if ((node.node.firstChild === null || isText) && node.to > node.from)
        found.set(node.from, { name: node.name, text: text.slice(node.from, node.to) });
      return !isText;
    },
  });
  return found;
}

const editorNames: Readonly<Record<string, RegExp>> = {
  number: /^Number$/,
  string: /^String$/,
  char: /^CharLiteral$/,
  name: /Identifier$|Type$|^TypeSize$|^[a-z]+$|^StatementIdentifier$/,
};

const text = `/* echo */
#include <stdio.h>
#define PORT 7000
static int open_one(int family, const char *path) // opens
{
  unsigned long n = 0x1fUL, m = 017;
  char c = 'a', nl = '\\n';
  struct sockaddr_in addr = {0};
  const char *s = "text \\"quoted\\"\\n";
  while ((n = recv(family, &c, sizeof c, 0)) > 0 && n != m)
    send(family, s, (size_t)n, 0);
  for (int i = 0; i < 3; i++)
    addr.sin_port = htons(PORT);
  return path ? n >> 2 : -1;
}
`;

describe("the editor's grammar and ours see the same tokens", () => {
  test('every name, number and text has the same place, length and kind', () => {
    const seen = leaves(text);
    const tokens = tokenize(text).filter((token) => token.kind !== 'punctuation' && token.kind !== 'end');
    const directives = new Set(['include', 'define']);
    const strayed = tokens
      .filter((token) => !directives.has(token.text) && !(token.line >= 2 && token.line <= 3))
      .filter(({ offset, kind, text: word }) => {
        const leaf = seen.get(offset);
        return leaf?.text !== word || !(editorNames[kind] ?? /^$/).test(leaf.name);
      });
    expect(strayed.map((token) => [token.text, seen.get(token.offset)?.name])).toEqual([]);
    expect(tokens.length).toBeGreaterThan(60);
  });

  test('neither looks into comments', () => {
    expect(tokenize('/* a b */ // c\nd').map((token) => token.text)).toEqual(['d', '']);
    expect(preprocess('#define A b /* c */ // d\nA').map((token) => token.text)).toEqual(['b', '']);
  });
});
