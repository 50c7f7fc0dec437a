import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lessonsPath } from './supervisor/root.ts';
import { machine, prepare, sockscope } from './testing/sockscope.ts';

/**
 * Every shipped lesson, run once as a person runs it. Its expectations are claims about the kernel: where the kernel does
 * otherwise, the run says which one and ends with status 1.
 */
const lessons = readdirSync(lessonsPath(), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

beforeAll(prepare);

describe('a lesson does what it says', () => {
  it.for(lessons)('%s', async (id, context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const { status, stderr } = await sockscope(['run', id]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
