import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Walkthrough } from '#shared/lessons/scene';
import { parseWalkthrough } from '#shared/lessons/walkthrough';
import type { WalkthroughSummary } from '#shared/protocol/rest';
import type { Catalogue } from '../sessions/catalogue.ts';
import { formatDiagnostic, inFolder, readTexts } from '../sessions/lesson-folder.ts';

/** A walkthrough, and where its recordings lie: one for each scene that starts a lab. */
export interface ShippedWalkthrough {
  readonly walkthrough: Walkthrough;
  readonly folder: string | null;
}

/** The file that holds what happened in the lab that this scene (from 0) starts. */
export const sceneRecording = (folder: string, scene: number): string => join(folder, `scene-${scene + 1}.ndjson.gz`);

/** The walkthroughs that ship with Sockscope, and each lesson whose scenes let something happen. */
export class Walkthroughs {
  /** What is wrong with folders that could not be read, as compilers print it. */
  readonly faults: readonly string[];
  private readonly all: ReadonlyMap<string, ShippedWalkthrough>;

  private constructor(all: ReadonlyMap<string, ShippedWalkthrough>, faults: readonly string[]) {
    this.all = all;
    this.faults = faults;
  }

  /** Reads every folder below `path`; a faulty one is left out and named in `faults`. */
  static async read(path: string, catalogue: Catalogue): Promise<Walkthroughs> {
    const all = new Map<string, ShippedWalkthrough>();
    const faults: string[] = [];
    const roles = (lesson: string): readonly string[] | null =>
      catalogue.get(lesson)?.lesson.programs.map(({ role }) => role) ?? null;
    const folders = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const folder of folders.map(({ name }) => join(path, name)).sort()) {
      const files = await readTexts(folder);
      const read = files.ok ? parseWalkthrough({ id: basename(folder), files: files.value }, roles) : files;
      if (read.ok) all.set(read.value.id, { walkthrough: read.value, folder });
      else faults.push(...read.error.map((fault) => formatDiagnostic(files.ok ? inFolder(folder, fault) : fault)));
    }
    for (const { lesson } of catalogue.shipped) {
      if (lesson.scenes.every(({ run }) => run.length === 0)) continue;
      const { id, title, summary, scenes } = lesson;
      if (!all.has(id)) all.set(id, { walkthrough: { id, title, summary, scenes }, folder: null });
    }
    return new Walkthroughs(all, faults);
  }

  get(id: string): ShippedWalkthrough | null {
    return this.all.get(id) ?? null;
  }

  get ids(): readonly string[] {
    return [...this.all.keys()];
  }

  summaries(): WalkthroughSummary[] {
    return [...this.all.values()].map(({ walkthrough, folder }) => ({
      id: walkthrough.id,
      title: walkthrough.title,
      summary: walkthrough.summary,
      scenes: walkthrough.scenes.map(({ title, ask }) => ({ title, asks: ask !== null })),
      recording: folder !== null && existsSync(sceneRecording(folder, 0)),
    }));
  }
}
