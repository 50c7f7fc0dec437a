import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Lesson } from '#shared/lessons/lesson';
import { isWalkthrough } from '#shared/lessons/walkthrough';
import type { LessonSummary } from '#shared/protocol/rest';
import { foldersBelow, formatDiagnostic, readLessonFolder, readTexts, RECORDING_FILE } from './lesson-folder.ts';
import { readRecordedRun } from './recorded-run.ts';

/** A lesson that ships with Sockscope, and its recording's path where it has one. */
export interface ShippedLesson {
  readonly lesson: Lesson;
  readonly recording: string | null;
}

/** The lessons that ship with Sockscope, one folder each, and beside them those of a folder of the user's own. */
export class Catalogue {
  /** What is wrong with shipped folders that could not be read, as compilers print it. */
  readonly faults: readonly string[];
  private readonly shippedLessons: ReadonlyMap<string, ShippedLesson>;
  private own: ReadonlyMap<string, ShippedLesson> = new Map();
  private listed: Promise<LessonSummary[]> | null = null;

  private constructor({ lessons, faults }: ReadLessons) {
    this.shippedLessons = lessons;
    this.faults = faults;
  }

  /** Reads every folder below `path`; a faulty one is left out and named in `faults`. */
  static async read(path: string): Promise<Catalogue> {
    return new Catalogue(await readLessons(path, new Set()));
  }

  /** Reads, or reads again, the lessons below a folder of the user's own; answers what is wrong with them. */
  async readOwn(path: string): Promise<readonly string[]> {
    const { lessons, faults } = await readLessons(path, new Set(this.shippedLessons.keys()));
    this.own = lessons;
    this.listed = null;
    return faults;
  }

  get(id: string): ShippedLesson | null {
    return this.own.get(id) ?? this.shippedLessons.get(id) ?? null;
  }

  /** The roles in a lesson, for scenes that speak of them; null where there is no such lesson. */
  readonly rolesOf = (id: string): readonly string[] | null =>
    this.get(id)?.lesson.programs.map(({ role }) => role) ?? null;

  get ids(): readonly string[] {
    return this.shipped.map(({ lesson }) => lesson.id);
  }

  get shipped(): readonly ShippedLesson[] {
    return [...this.own.values(), ...this.shippedLessons.values()];
  }

  /** What the page lists. The recordings are looked through once, at the first question. */
  summaries(): Promise<LessonSummary[]> {
    this.listed ??= Promise.all(
      this.shipped.map(async ({ lesson, recording }) => ({
        id: lesson.id,
        title: lesson.title,
        summary: lesson.summary,
        programs: lesson.programs.map(({ role, host, file }) => ({ role, host, file })),
        recording: recording !== null,
        run: recording === null ? null : await readRecordedRun(recording),
      })),
    );
    return this.listed;
  }
}

interface ReadLessons {
  readonly lessons: ReadonlyMap<string, ShippedLesson>;
  readonly faults: readonly string[];
}

/** Every folder below `path` that is a lesson; `taken` are ids that none of them may have. */
async function readLessons(path: string, taken: ReadonlySet<string>): Promise<ReadLessons> {
  const lessons = new Map<string, ShippedLesson>();
  const faults: string[] = [];
  for (const folder of await foldersBelow(path)) {
    const texts = await readTexts(folder);
    if (texts.ok && isWalkthrough({ id: folder, files: texts.value })) continue;
    const read = await readLessonFolder(folder);
    if (!read.ok) {
      faults.push(...read.error.map(formatDiagnostic));
      continue;
    }
    const { id } = read.value;
    if (taken.has(id) || lessons.has(id)) {
      faults.push(`${join(folder, 'lesson.md')}:1:1: the id ${id} is taken by another lesson; choose another one.`);
      continue;
    }
    const recording = join(folder, RECORDING_FILE);
    lessons.set(id, { lesson: read.value, recording: existsSync(recording) ? recording : null });
  }
  return { lessons, faults };
}
