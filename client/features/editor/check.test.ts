import { describe, expect, it } from 'vitest';
import { faultsOf, spanOf } from './check.ts';

describe('a fault', () => {
  it('is found as the lab finds it, with its line and column', () => {
    const text = 'int main(void)\n{\n    lisen(3, 5);\n    return 0;\n}\n';
    const [fault] = faultsOf('server.c', text);
    expect(fault).toMatchObject({ file: 'server.c', line: 3, column: 5 });
    expect(fault?.message).toContain('listen');
    const { from, to } = spanOf(text, fault?.line ?? 0, fault?.column ?? 0);
    expect(text.slice(from, to)).toBe('lisen');
  });

  it('is not found in a program that has none', () => {
    expect(faultsOf('server.c', 'int main(void) { return 0; }')).toEqual([]);
  });

  it('is a program that is longer than the lab takes, whatever stands in it', () => {
    expect(faultsOf('server.c', `int main(void) { return 0; }${' '.repeat(40_000)}`)).toMatchObject([{ line: 1 }]);
  });

  it.each([
    ['one sign where no word stands', 'a = ;', 1, 5, ';'],
    ['the last sign of a line that ended too early', 'ab\ncd\n', 1, 3, 'b'],
    ['nothing of an empty line', 'ab\n\ncd', 2, 1, ''],
    ['the last line where the text is shorter by now', 'ab\ncd', 9, 1, 'cd'],
  ])('underlines %s', (_, text, line, column, underlined) => {
    const { from, to } = spanOf(text, line, column);
    expect(text.slice(from, to)).toBe(underlined);
  });
});
