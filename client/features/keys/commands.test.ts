import { describe, expect, it } from 'vitest';
import { LAB_COMMANDS, PAGE_COMMANDS, commandFor, gateIndexFor, isCharacter, pageCommands } from './commands.ts';

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

  it('are those of the page: a recording in a file has no programs to edit, a list no lecture', () => {
    const has = (page: 'lab' | 'list', editor: boolean, key: string): boolean =>
      commandFor(pageCommands(page, editor), key) !== undefined;
    expect([has('lab', true, 'e'), has('lab', false, 'e'), has('list', true, 'e')]).toEqual([true, false, false]);
    expect([has('lab', false, 'k'), has('list', true, 'k'), has('lab', true, '/'), has('list', false, '/')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('1 to 9 are gates', () => {
    expect(['1', '9', '0', '10', 'a'].map(gateIndexFor)).toEqual([0, 8, null, null, null]);
  });

  it('never release anything when held down', () => {
    expect(all.filter((command) => command.repeats).map((command) => command.what)).toEqual([
      'Back one stop',
      'Forward one stop, as far as now',
      'Back one event',
      'Forward one event',
      'Back to a call or its return',
      'On to a call or its return',
      'Back to a scene or a note',
      'On to a scene or a note',
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
