import { describe, expect, it } from 'vitest';
import { linesBelow, mainBegins } from './insert-lines.ts';

/** A text with | where the cursor is. */
function at(marked: string): readonly [text: string, offset: number] {
  const offset = marked.indexOf('|');
  return [marked.replace('|', ''), offset];
}

/** The text after the lines were put in, with | where the cursor is then. */
function after(marked: string, ...lines: readonly string[]): string {
  const [text, offset] = at(marked);
  const { from, to, insert, cursor } = linesBelow(text, offset, lines);
  const changed = text.slice(0, from) + insert + text.slice(to);
  return `${changed.slice(0, cursor)}|${changed.slice(cursor)}`;
}

describe('lines that are put into a program', () => {
  it('stand below the cursor’s line, indented as it is', () => {
    expect(after('{\n    a = |1;\n    b = 2;\n}\n', 'f();', 'g();')).toBe(
      '{\n    a = 1;\n    f();\n    g();|\n    b = 2;\n}\n',
    );
  });

  it('take the place of a blank line, indented as the line above', () => {
    expect(after('    a = 1;\n|\n    b = 2;\n', 'f();')).toBe('    a = 1;\n    f();|\n    b = 2;\n');
  });

  it('go a step in behind an opening brace', () => {
    expect(after('int main(void)\n{|\n    a = 1;\n', 'f();')).toBe('int main(void)\n{\n    f();|\n    a = 1;\n');
  });

  it('never come between an if and what it decides about', () => {
    const behind = '    if (bind(fd, 0, 0) < 0)\n        die("bind");\n    f();|\n    g();\n';
    expect(after('    if (bind(fd,| 0, 0) < 0)\n        die("bind");\n    g();\n', 'f();')).toBe(behind);
    expect(after('    if (bind(fd, 0, 0) < 0)\n        die("bi|nd");\n    g();\n', 'f();')).toBe(behind);
  });

  it('keep their own indentation, and stand at the end where the text ends', () => {
    expect(after('  x;|', 'if (y)', '    z;')).toBe('  x;\n  if (y)\n      z;|');
    expect(after('|', 'x;')).toBe('x;|');
  });
});

describe('where a program begins', () => {
  it('is behind main’s brace, whatever stands before it', () => {
    const text = 'static void f(int main_is_no_call)\n{\n}\n\nint main(int argc, char *argv[])\n{\n    a();\n}\n';
    expect(text.slice(mainBegins(text))).toBe('    a();\n}\n');
  });

  it('is the end where there is no main', () => {
    expect(mainBegins('int x;\n')).toBe(7);
  });
});
