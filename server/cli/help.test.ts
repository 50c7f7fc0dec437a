import { describe, expect, it } from 'vitest';
import { parseCommand } from './arguments.ts';
import { commandNames } from './commands.ts';
import { helpText } from './help.ts';

describe('the help', () => {
  it.each(commandNames)('of %s is that command’s part of the whole', (name) => {
    const help = helpText(name);
    expect(help).toMatch(new RegExp(`^ {2}sockscope \\[?${name}\\b`));
    expect(helpText(null)).toContain(help);
  });

  it.each(commandNames)('of %s names options that it has', (name) => {
    const [form = ''] = helpText(name).split('\n', 1);
    const options = form.match(/--[a-z-]+/g) ?? [];
    for (const option of options) {
      const refused = parseCommand([name, option, 'x'], {});
      expect(refused.ok ? '' : refused.error.message).not.toContain('no option');
    }
  });

  it('fits a terminal of 120 columns', () => {
    for (const line of helpText(null).split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});
