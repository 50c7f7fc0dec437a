import { expect, it } from 'vitest';
import { isForTab } from './click.ts';

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

it('a plain click on a link is for this tab, one with a modifier for the browser', () => {
  expect(isForTab(plain)).toBe(true);
  for (const key of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey'] as const) {
    expect(isForTab({ ...plain, [key]: true }), key).toBe(false);
  }
});
