import type { LessonPrograms } from '#shared/protocol/programs';
import type { Texts } from '../../store/drafts.ts';
import { roleStyle, type RoleStyle } from '../../ui/roles.ts';

/** One file of a lesson, and who runs it: several programs may. */
export interface EditedFile {
  readonly file: string;
  readonly roles: readonly string[];
  readonly host: string;
  readonly style: RoleStyle;
  /** The lesson's own text. */
  readonly own: string;
}

/** The files of a lesson, each once, in the order of its programs. */
export function filesOf({ programs }: Pick<LessonPrograms, 'programs'>): readonly EditedFile[] {
  return [...new Set(programs.map(({ file }) => file))].flatMap((file) => {
    const running = programs.filter((program) => program.file === file);
    const [first] = running;
    if (first === undefined) return [];
    return {
      file,
      roles: running.map(({ role }) => role),
      host: [...new Set(running.map(({ host }) => host))].join(' and '),
      style: roleStyle(first.role, programs),
      own: first.text,
    };
  });
}

/** The texts of those files: what `preferred` has, else the lesson's own. Files that the lesson does not have are left out. */
export const textsOf = (files: readonly EditedFile[], preferred: Texts): Texts =>
  Object.fromEntries(files.map(({ file, own }) => [file, preferred[file] ?? own]));

/** The files whose text is not the lesson's own. */
export const changedFiles = (files: readonly EditedFile[], texts: Texts): readonly string[] =>
  files.filter(({ file, own }) => (texts[file] ?? own) !== own).map(({ file }) => file);

/** "server.c", "server.c and client.c", "a.c, b.c and c.c". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
