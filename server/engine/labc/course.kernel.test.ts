import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Value } from '#shared/events/value';
import { readLessonFolder } from '../../sessions/lesson-folder.ts';
import { LabSession } from '../../sessions/lab-session.ts';
import { engineLauncher } from '../../supervisor/launch.ts';
import { ownPrivilege } from '../../supervisor/privilege.ts';
import { whyNoLab } from '../testing/open-lab.ts';
import { haveCompiler, runCompiled } from './testing/compiler.ts';

const folderOf = fileURLToPath(new URL('testing/', import.meta.url));
const noLab = await whyNoLab();

const manifest = (file: string): string => `---
id: course
title: What lab C has beside the echo
programs:
  - { role: server, file: ${file}, host: A }
---
`;

const bytesOf = (value: Value | undefined): string =>
  value !== null && typeof value === 'object' && 'bytes' in value ? Buffer.from(value.bytes, 'base64').toString() : '';

/** What the program and its children write to their standard output, in a lab. */
async function outputInLab(file: string, run: (session: LabSession) => Promise<void>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'course-'));
  try {
    writeFileSync(join(folder, 'lesson.md'), manifest(file));
    cpSync(join(folderOf, file), join(folder, file));
    const lesson = await readLessonFolder(folder);
    if (!lesson.ok) throw new Error(JSON.stringify(lesson.error));
    const session = new LabSession(lesson.value, 'lab', engineLauncher(ownPrivilege()));
    try {
      await run(session);
      return session.log.events
        .flatMap((event) => (event.kind === 'syscall.enter' && event.call === 'write' ? [event.args] : []))
        .filter(([fd]) => fd?.value === 1)
        .map(([, text]) => bytesOf(text?.value))
        .join('');
    } finally {
      session.close('stopped');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function toTheEnd(session: LabSession): Promise<void> {
  expect(await session.runToEnd()).toEqual({ kind: 'finished' });
}

const sourceOf = (file: string): string => readFileSync(join(folderOf, file), 'utf8');

it(
  'a real kernel answers the interpreted program as it answers the compiled one',
  { timeout: 60_000 },
  async (context) => {
    if (noLab !== null) context.skip(noLab);
    if (!haveCompiler) context.skip('this machine has no cc');
    const compiled = runCompiled(sourceOf('course.c'), ['-Wall', '-Wextra', '-Werror']);
    expect(compiled.split('\n').length).toBeGreaterThan(10);
    expect(await outputInLab('course.c', toTheEnd)).toBe(compiled);
  },
);

it('signal handlers run as in the compiled program', { timeout: 60_000 }, async (context) => {
  if (noLab !== null) context.skip(noLab);
  if (!haveCompiler) context.skip('this machine has no cc');
  const compiled = runCompiled(sourceOf('signals.c'), ['-Wall', '-Wextra', '-Werror']);
  expect(compiled.split('\n').length).toBeGreaterThan(50);
  expect(await outputInLab('signals.c', toTheEnd)).toBe(compiled);
});
