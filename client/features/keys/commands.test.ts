import { describe, expect, it } from 'vitest';
import { COMMANDS, commandFor, gateIndexFor } from './commands.ts';

describe('keys', () => {
  it('have one meaning each', () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(keys).toEqual([...new Set(keys)]);
    expect(keys.filter((key) => gateIndexFor(key) !== null)).toEqual([]);
  });

  it('are found whatever the case: caps lock is no reason to be lost', () => {
    expect(commandFor('P')).toBe(commandFor('p'));
    expect(commandFor('PageDown')?.what).toBe('Step');
    expect(commandFor('x')).toBeUndefined();
  });

  it('1 to 9 are gates', () => {
    expect(['1', '9', '0', '10', 'a'].map(gateIndexFor)).toEqual([0, 8, null, null, null]);
  });

  it('never release anything when held down', () => {
    expect(COMMANDS.filter((command) => command.repeats).map((command) => command.what)).toEqual([
      'Back one stop',
      'Forward one stop, as far as now',
    ]);
  });
});
