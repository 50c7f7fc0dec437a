import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../cli/verdict.ts';
import { lessonsPath } from '../supervisor/root.ts';
import { Catalogue } from './catalogue.ts';
import { readRecordingFile } from './recording-file.ts';

describe('the shipped lessons', async () => {
  const catalogue = await Catalogue.read(lessonsPath());

  it('are without fault, and the echo pairs are among them', () => {
    expect(catalogue.faults).toEqual([]);
    expect(catalogue.ids).toEqual(expect.arrayContaining(['tcp-echo', 'unix-echo', 'tcp-one-host']));
  });

  it.each(catalogue.ids)(
    '%s ships a recording of these very programs, in which all that it expects happens',
    async (id) => {
      const shipped = catalogue.get(id);
      const recording = await readRecordingFile(shipped?.recording ?? '');
      if (shipped === null || !recording.ok) throw new Error(recording.ok ? 'no lesson' : recording.error.message);
      const { header, events } = recording.value;
      expect(header.lesson.id).toBe(id);
      expect(faultsOf(shipped.lesson, events, { kind: 'finished' })).toEqual([]);
      const [start] = events;
      const programs = start?.kind === 'lab.start' ? start.programs : [];
      expect(programs.map(({ role, text }) => [role, text])).toEqual(
        shipped.lesson.programs.map(({ role, text }) => [role, text]),
      );
      expect(events.filter(({ kind }) => kind === 'trace.gap')).toEqual([]);
      expect(events.at(-1)).toMatchObject({ kind: 'lab.end', reason: 'finished' });
    },
  );
});

describe('a faulty folder', () => {
  it('is left out and named, and the others stay', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sockscope-lessons-'));
    const fine = 'int main(void) { return 0; }\n';
    for (const [name, text] of [
      ['good', fine],
      ['bad', 'int main(void) { return nothing; }\n'],
    ] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'server.c'), text);
      writeFileSync(join(folder, name, 'client.c'), fine);
    }
    const catalogue = await Catalogue.read(folder);
    rmSync(folder, { recursive: true });
    expect(catalogue.ids).toEqual(['good']);
    expect(catalogue.faults).toHaveLength(1);
    expect(catalogue.faults[0]).toMatch(/bad\/server\.c:1:\d+: /);
  });
});
