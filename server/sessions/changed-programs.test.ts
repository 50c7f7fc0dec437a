import { describe, expect, it } from 'vitest';
import type { Lesson } from '#shared/lessons/lesson';
import { changePrograms } from './changed-programs.ts';

const own = 'int main(void) { return 0; }\n';
const other = 'int main(void) { return 1; }\n';
const program = (role: string, file: string): Lesson['programs'][number] => ({
  role,
  file,
  host: 'A',
  args: ['10.0.0.1'],
  after: null,
  text: own,
});
const lesson: Lesson = {
  id: 'crowd',
  title: 'A crowd',
  summary: '',
  programs: [program('server', 'server.c'), program('first', 'client.c'), program('second', 'client.c')],
  settings: { kernel: 'hold', wire: ['drop the first SYN'] },
  expect: ['server socket returns 3'],
  scenes: [
    {
      title: 'One',
      line: 9,
      narration: 'It begins.',
      notes: '',
      lab: 'crowd',
      beside: null,
      run: [],
      show: [],
      focus: [],
      expect: [],
      ask: null,
      tryNext: [],
      minutes: null,
    },
  ],
};

describe('a lesson with changed programs', () => {
  it('has the new text in every program of that file; roles, arguments and settings stay', () => {
    const changed = changePrograms(lesson, [{ file: 'client.c', text: other }]);
    expect(changed.ok && changed.value.programs).toEqual([
      program('server', 'server.c'),
      { ...program('first', 'client.c'), text: other },
      { ...program('second', 'client.c'), text: other },
    ]);
    expect(changed.ok && changed.value.settings).toEqual(lesson.settings);
  });

  it('expects nothing and tells nothing: both were written about the lesson’s own programs', () => {
    const changed = changePrograms(lesson, [{ file: 'server.c', text: other }]);
    expect(changed).toMatchObject({
      ok: true,
      value: { id: 'crowd', title: 'A crowd, changed', expect: [], scenes: [] },
    });
  });

  it('is the lesson itself where the texts are its own', () => {
    const same = changePrograms(lesson, [
      { file: 'server.c', text: own },
      { file: 'client.c', text: own },
    ]);
    expect(same).toEqual({ ok: true, value: lesson });
  });

  it('is refused with every fault of every file, with line and column', () => {
    const refused = changePrograms(lesson, [
      { file: 'server.c', text: 'int main(void)\n{\n    return x;\n}\n' },
      { file: 'client.c', text: 'int main(void) { return 0 }\n' },
    ]);
    expect(!refused.ok && refused.error).toMatchObject({
      code: 'faulty-program',
      faults: [
        { file: 'server.c', line: 3, column: 12 },
        { file: 'client.c', line: 1, column: 26 },
      ],
    });
    expect(!refused.ok && refused.error.message).toContain('2 faults');
  });

  it('is refused where it names a file that the lesson has not', () => {
    const refused = changePrograms(lesson, [{ file: '../../etc/passwd', text: own }]);
    expect(!refused.ok && refused.error).toMatchObject({ code: 'unknown-file', faults: [] });
    expect(!refused.ok && refused.error.message).toContain('server.c, client.c');
  });
});
