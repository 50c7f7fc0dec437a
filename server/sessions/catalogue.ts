import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lesson } from '#shared/lessons/lesson';
import type { LessonSummary } from '#shared/protocol/rest';
import { formatDiagnostic, readLessonFolder, RECORDING_FILE } from './lesson-folder.ts';
import { readRecordedRun } from './recorded-run.ts';

/** A lesson that ships with Sockscope, and its recording's path where it has one. */
export interface ShippedLesson {
  readonly lesson: Lesson;
  readonly recording: string | null;
}

/** The lessons that ship with Sockscope: one folder each. */
export class Catalogue {
  private readonly lessons: ReadonlyMap<string, ShippedLesson>;
  /** What is wrong with folders that could not be read, as compilers print it. */
  readonly faults: readonly string[];
  private listed: Promise<LessonSummary[]> | null = null;

  private constructor(lessons: ReadonlyMap<string, ShippedLesson>, faults: readonly string[]) {
    this.lessons = lessons;
    this.faults = faults;
  }

  /** Reads every folder below `path`; a faulty one is left out and named in `faults`. */
  static async read(path: string): Promise<Catalogue> {
    const lessons = new Map<string, ShippedLesson>();
    const faults: string[] = [];
    const entries = await readdir(path, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
    for (const folder of folders.sort()) {
      const lesson = await readLessonFolder(folder);
      if (!lesson.ok) {
        faults.push(...lesson.error.map(formatDiagnostic));
        continue;
      }
      const recording = join(folder, RECORDING_FILE);
      lessons.set(lesson.value.id, { lesson: lesson.value, recording: existsSync(recording) ? recording : null });
    }
    return new Catalogue(lessons, faults);
  }

  get(id: string): ShippedLesson | null {
    return this.lessons.get(id) ?? null;
  }

  get ids(): readonly string[] {
    return [...this.lessons.keys()];
  }

  get shipped(): readonly ShippedLesson[] {
    return [...this.lessons.values()];
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
