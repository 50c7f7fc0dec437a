import { describe, expect, it } from 'vitest';
import { LAB_COMMANDS, PAGE_COMMANDS, commandFor, gateIndexFor, isCharacter } from './commands.ts';

const all = [...LAB_COMMANDS, ...PAGE_COMMANDS];

describe('keys', () => {
  it('have one meaning each', () => {
    const keys = all.flatMap((command) => command.keys);
    expect(keys).toEqual([...new Set(keys)]);
    expect(keys.filter((key) => gateIndexFor(key) !== null)).toEqual([]);
  });

  it('are found whatever the case: caps lock is no reason to be lost', () => {
    expect(commandFor(LAB_COMMANDS, 'P')).toBe(commandFor(LAB_COMMANDS, 'p'));
    expect(commandFor(LAB_COMMANDS, 'PageDown')?.what).toBe('Step');
    expect(commandFor(PAGE_COMMANDS, 'F')?.what).toBe('Full screen');
    expect(commandFor(all, 'x')).toBeUndefined();
  });

  it('1 to 9 are gates', () => {
    expect(['1', '9', '0', '10', 'a'].map(gateIndexFor)).toEqual([0, 8, null, null, null]);
  });

  it('never release anything when held down', () => {
    expect(all.filter((command) => command.repeats).map((command) => command.what)).toEqual([
      'Back one stop',
      'Forward one stop, as far as now',
    ]);
  });

  it('that go on working without letters step, go back and forth, and to both ends', () => {
    const left = all.filter((command) => command.keys.some((key) => !isCharacter(key)));
    expect(left.map((command) => command.what)).toEqual([
      'Step',
      'Back one stop',
      'Forward one stop, as far as now',
      'To the first stop',
      'Return to live, or to the end',
    ]);
    expect(['?', '/', '1', 'ä', ' ', 'Home'].map(isCharacter)).toEqual([true, true, true, true, false, false]);
  });
});
