import { describe, expect, it } from 'vitest';
import { parseRollup } from './idle-memory.ts';
import { scriptsOf } from './initial-javascript.ts';

describe('scriptsOf', () => {
  it('finds the scripts of a page and the chunks that it preloads, and nothing else', () => {
    const html = `
      <link rel="icon" href="/icon.svg" />
      <script src="/early.js"></script>
      <script type="module" crossorigin src="/assets/index-1.js"></script>
      <link rel="modulepreload" crossorigin href="/assets/vendor-2.js">
      <link rel="stylesheet" crossorigin href="/assets/index-3.css">`;
    expect(scriptsOf(html)).toEqual(['/early.js', '/assets/index-1.js', '/assets/vendor-2.js']);
  });
});

describe('parseRollup', () => {
  it('reads the proportional share and what is private, in MB', () => {
    const text = [
      '55d0-7ffc ---p 00000000 00:00 0                          [rollup]',
      'Rss:               52000 kB',
      'Pss:               30000 kB',
      'Pss_Dirty:         20000 kB',
      'Private_Clean:      4000 kB',
      'Private_Dirty:     20000 kB',
      '',
    ].join('\n');
    expect(parseRollup(text)).toEqual({ pss: 30.72, own: 24.576 });
  });

  it('does not take a missing line for nothing', () => {
    expect(() => parseRollup('Rss: 1 kB\n')).toThrow('Pss');
  });
});
