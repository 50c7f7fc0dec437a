import { describe, expect, it } from 'vitest';
import { cardOf } from '#shared/cards/cards';
import { compileProgram } from '#shared/labc/compile';
import { addableCalls, snippet } from './snippets.ts';

/** A program around some lines; the lines below `fd` and `conn`, or with neither. */
const before =
  'int main(void)\n{\n    int fd = socket(AF_INET, SOCK_STREAM, 0);\n    int conn = accept(fd, NULL, NULL);\n';
const bare = 'int main(void)\n{\n';
const whole = (start: string, lines: readonly string[]): string =>
  `${start}${lines.map((line) => `    ${line}\n`).join('')}    return 0;\n}\n`;

describe('what is put into a program for a call', () => {
  it.each(addableCalls)('%s: has a card, compiles anywhere, twice as well, and makes that call', (call) => {
    expect(cardOf(call)?.name).toBe(call);
    for (const start of [before, bare]) {
      const once =
        start +
        snippet(call, start, start.length)
          .map((line) => `    ${line}\n`)
          .join('');
      const text = whole(once, snippet(call, once, once.length));
      const compiled = compileProgram({ file: 'x.c', text });
      expect(compiled.ok ? [] : compiled.error).toEqual([]);
      const made = compiled.ok ? compiled.value.calls.filter(({ api, line }) => api === call && line > 2) : [];
      expect(made.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('goes to the descriptor that is meant: the listener, or the one that carries data', () => {
    expect(snippet('listen', before, before.length)[0]).toBe('if (listen(fd, 5) < 0)');
    expect(snippet('send', before, before.length)[0]).toBe('if (send(conn, "hello", 5, 0) < 0)');
    // Above accept() there is no conn yet.
    expect(snippet('send', before, before.indexOf('    int conn'))[0]).toContain('send(fd,');
    expect(snippet('send', bare, bare.length)[0]).toContain('send(3,');
  });

  it('takes a name that is free', () => {
    expect(snippet('socket', before, before.length)[0]).toBe('int fd2 = socket(AF_INET, SOCK_STREAM, 0);');
    expect(snippet('socket', 'int fd, fd2;', 0)[0]).toContain('int fd3 =');
  });
});
