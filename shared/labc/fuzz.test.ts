import { array, assert, constantFrom, nat, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileProgram } from './compile.ts';
import { fuzz } from '../base/testing/fuzz.ts';

/** Whatever the text: a program, or faults that lie inside it. Never an exception, never without an end. */
function check(text: string): void {
  const result = compileProgram({ file: 'fuzz.c', text });
  if (result.ok) return;
  expect(result.error.length).toBeGreaterThan(0);
  const lines = text.split('\n');
  for (const { line, column, message } of result.error) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(message).toMatch(/^\S.*[.?]$/s);
  }
}

const words =
  'int char const struct sockaddr_in addr x f main ( ) { } [ ] ; , . -> * & + - ! = == += ++ ? : 0 1 0x10 "a" \'b\' if else while for do return break continue switch case default sizeof static void size_t NULL errno printf send AF_INET # \n #define #include <stdio.h> goto union 1.5 @ \\ /* */ // " \''.split(
    / /,
  );

const good = `#include <stdio.h>
#define PORT 7000
struct pair { int a; char b[4]; };
static int twice(int n) { return n * 2; }
int main(int argc, char *argv[])
{
  struct pair p = { .a = 1, .b = "abc" };
  int list[] = { 1, 2, 3 };
  for (int i = 0; i < argc && i < 3; i++) {
    switch (list[i]) { case 1: p.a += twice(PORT); break; default: p.a--; }
    while (p.a > 0 ? p.a % 2 : 0) p.a /= 2;
  }
  printf("%d %s\\n", p.a, argv[0]);
  return (int)sizeof p;
}
`;

describe('any text ends in a program or in faults', { timeout: 60_000 }, () => {
  test('random characters', () => {
    assert(property(string({ unit: 'binary', maxLength: 200 }), check), fuzz(300));
  });

  test('random words of C', () => {
    const text = array(constantFrom(...words), { maxLength: 60 }).map((list) => list.join(' '));
    assert(property(text, check), fuzz(500));
    assert(
      property(text, (body) => {
        check(`int main(void) { int x; struct sockaddr_in addr; ${body} }`);
      }),
      fuzz(500),
    );
  });

  test('a good program with a piece cut out, doubled or replaced', () => {
    const piece = record({
      from: nat(good.length),
      length: nat(12),
      times: nat(2),
      insert: constantFrom('', ...words),
    });
    assert(
      property(piece, ({ from, length, times, insert }) => {
        const cut = good.slice(from, from + length);
        check(good.slice(0, from) + cut.repeat(times) + insert + good.slice(from + length));
      }),
      fuzz(700),
    );
    expect(compileProgram({ file: 'good.c', text: good }).ok).toBe(true);
  });

  test.each([
    ['parentheses', `int main(void) { return ${'('.repeat(10_000)}`],
    ['declarators in parentheses', `int ${'('.repeat(10_000)}a`],
    ['more words than a program has', '; '.repeat(60_000)],
    ['braces', `int main(void) ${'{'.repeat(10_000)}`],
    ['stars', `int ${'*'.repeat(10_000)}p;`],
    ['brackets', `int a${'[1]'.repeat(10_000)};`],
    ['a long sum', `int main(void) { return 0${' + 1'.repeat(10_000)}; }`],
    ['a long chain of casts', `int main(void) { return ${'(int)'.repeat(10_000)}1; }`],
    ['nested conditions', `int main(void) { ${'if (1) '.repeat(10_000)}; }`],
    ['else if without end', `int main(void) { ${'if (1) ; else '.repeat(10_000)}; }`],
    ['nested initialisers', `int a[1] = ${'{'.repeat(10_000)}`],
    [
      'macros that grow',
      `${Array.from({ length: 40 }, (_, i) => `#define A${String(i)} A${String(i + 1)} A${String(i + 1)}`).join('\n')}\nint main(void) { A0 }`,
    ],
    [
      'macros that grow to nothing',
      `${Array.from({ length: 40 }, (_, i) => `#define A${String(i)} A${String(i + 1)} A${String(i + 1)}`).join('\n')}\n#define A40\nint main(void) { A0 }`,
    ],
    [
      'a long chain of macros',
      `${Array.from({ length: 12_000 }, (_, i) => `#define A${String(i)} A${String(i + 1)}`).join('\n')}\nint main(void) { A0 }`,
    ],
    ['macros that name themselves', '#define a b\n#define b a\nint main(void) { a; }'],
    [
      'many sizes',
      `int main(void) { char x[4]; return (int)(${Array.from({ length: 300 }, () => 'sizeof x').join(' + ')}); }`,
    ],
    ['a large text', `int main(void) { ${'x; '.repeat(60_000)} }`],
  ])('%s', (_, text) => {
    check(text);
  });
});
