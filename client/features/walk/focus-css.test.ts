import { expect, it } from 'vitest';
import { focusCss } from './focus-css.ts';

it('lets the other layers step back', () => {
  expect(focusCss(['kernel', 'wire'])).toBe(
    '.walk-picture .stage-application { opacity: 0.32; }\n.walk-picture .stage-calls { opacity: 0.32; }',
  );
});

it('lets the other programs step back, and underlines the call', () => {
  expect(focusCss(['client connect'])).toBe(
    '.walk-picture .stage-column:not([data-role="client"]) { opacity: 0.32; }\n' +
      '.walk-picture .stage-column[data-role="client"] .stage-slot[data-call="connect"] text { text-decoration: underline; text-decoration-thickness: 3px; }',
  );
});

it('speaks of the picture that it is told', () => {
  expect(focusCss(['client'], '.slide')).toBe('.slide .stage-column:not([data-role="client"]) { opacity: 0.32; }');
});

it('changes nothing where nothing is pointed at, and breaks out of no string', () => {
  expect(focusCss([])).toBe('');
  expect(focusCss(['a"]{} connect'])).toContain(String.raw`[data-role="a\"]{}"]`);
});
