import { describe, expect, it } from 'vitest';
import { limits, panelsFrom, placeAfter } from './panel-sizes.ts';

const usual = { side: limits.side.usual, dock: limits.dock.usual, place: 'right' };

describe('the panels’ sizes', () => {
  it('are what was kept', () => {
    expect(panelsFrom('{"side":45,"dock":300,"place":"left"}')).toEqual({ side: 45, dock: 300, place: 'left' });
  });

  it('are as usual where nothing, or nothing that makes sense, was kept', () => {
    for (const text of [null, '', 'no json', '[]', '3', '{"side":99,"dock":-1,"place":"above"}', '{"side":"45"}']) {
      expect(panelsFrom(text)).toEqual(usual);
    }
  });

  it('have three places in turn', () => {
    expect(placeAfter('right')).toBe('left');
    expect(placeAfter('left')).toBe('below');
    expect(placeAfter('below')).toBe('right');
  });
});
