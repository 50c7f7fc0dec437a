import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './supervisor/root.ts';

/** The files that a document names in backticks. */
function filesIn(document: string): string[] {
  const text = readFileSync(join(projectRoot(), document), 'utf8');
  const names = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.\w+)`/g)].map(([, name = '']) => name);
  // What a build makes is there once somebody has built.
  return [...new Set(names)].filter((name) => !name.startsWith('dist/'));
}

describe.each(['docs/architecture.md', 'README.md'])('%s', (document) => {
  it('names only files that exist', () => {
    expect(filesIn(document).filter((file) => !existsSync(join(projectRoot(), file)))).toEqual([]);
  });
});

it('docs/architecture.md tells the story with today’s file names', () => {
  expect(filesIn('docs/architecture.md').length).toBeGreaterThan(30);
});
