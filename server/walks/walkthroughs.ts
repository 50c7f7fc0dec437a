import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fail, type Result } from '#shared/base/result';
import type { Diagnostic } from '#shared/lessons/lesson';
import { minutesOf } from '#shared/lessons/minutes';
import type { Walkthrough } from '#shared/lessons/scene';
import { isWalkthrough, parseWalkthrough } from '#shared/lessons/walkthrough';
import type { WalkthroughSummary } from '#shared/protocol/rest';
import type { Catalogue } from '../sessions/catalogue.ts';
import { foldersBelow, formatDiagnostic, inFolder, readTexts } from '../sessions/lesson-folder.ts';

/** A walkthrough, and where its recordings lie: one for each scene that starts a lab. */
export interface ShippedWalkthrough {
  readonly walkthrough: Walkthrough;
  readonly folder: string | null;
}

/** The file that holds what happened in the lab, or in the one beside it, that this scene (from 0) starts. */
export const sceneRecording = (folder: string, scene: number, side: 'first' | 'beside' = 'first'): string =>
  join(folder, `scene-${scene + 1}${side === 'beside' ? '-beside' : ''}.ndjson.gz`);

/** The walkthroughs that ship with Sockscope and those of the user's own, and each lesson whose scenes let something happen. */
export class Walkthroughs {
  /** What is wrong with shipped folders that could not be read, as compilers print it. */
  readonly faults: readonly string[];
  private readonly catalogue: Catalogue;
  private readonly shipped: ReadonlyMap<string, ShippedWalkthrough>;
  private own: ReadonlyMap<string, ShippedWalkthrough> = new Map();

  private constructor(catalogue: Catalogue, { all, faults }: ReadWalkthroughs) {
    this.catalogue = catalogue;
    this.shipped = all;
    this.faults = faults;
  }

  /** Reads every folder below `path`; a faulty one is left out and named in `faults`. */
  static async read(path: string, catalogue: Catalogue): Promise<Walkthroughs> {
    return new Walkthroughs(catalogue, await readWalkthroughs(path, catalogue));
  }

  /** Reads, or reads again, the walkthroughs below a folder of the user's own; answers what is wrong with them. */
  async readOwn(path: string): Promise<readonly string[]> {
    const { all, faults } = await readWalkthroughs(path, this.catalogue);
    this.own = all;
    return faults;
  }

  get(id: string): ShippedWalkthrough | null {
    return this.all.get(id) ?? null;
  }

  get ids(): readonly string[] {
    return [...this.all.keys()];
  }

  private get all(): ReadonlyMap<string, ShippedWalkthrough> {
    const lessons = this.catalogue.shipped.flatMap(({ lesson }): [string, ShippedWalkthrough][] => {
      const { id, title, summary, scenes } = lesson;
      const runs = scenes.some(({ run }) => run.length > 0);
      return runs ? [[id, { walkthrough: { id, title, summary, scenes }, folder: null }]] : [];
    });
    return new Map([...lessons, ...this.shipped, ...this.own]);
  }

  summaries(): WalkthroughSummary[] {
    return [...this.all.values()].map(({ walkthrough, folder }) => ({
      id: walkthrough.id,
      title: walkthrough.title,
      summary: walkthrough.summary,
      scenes: walkthrough.scenes.map(({ title, ask }) => ({ title, asks: ask !== null })),
      minutes: minutesOf(walkthrough.scenes),
      recording: folder !== null && existsSync(sceneRecording(folder, 0)),
    }));
  }
}

interface ReadWalkthroughs {
  readonly all: ReadonlyMap<string, ShippedWalkthrough>;
  readonly faults: readonly string[];
}

async function readWalkthroughs(path: string, catalogue: Catalogue): Promise<ReadWalkthroughs> {
  const all = new Map<string, ShippedWalkthrough>();
  const faults: string[] = [];
  for (const folder of await foldersBelow(path)) {
    const read = await readWalkthroughFolder(folder, catalogue);
    if (read === null) continue;
    if (read.ok) all.set(read.value.id, { walkthrough: read.value, folder });
    else faults.push(...read.error.map(formatDiagnostic));
  }
  return { all, faults };
}

/** Whether this is a folder with scenes and no programs of its own. */
export async function isWalkthroughFolder(folder: string): Promise<boolean> {
  const files = await readTexts(folder);
  return files.ok && isWalkthrough({ id: basename(resolve(folder)), files: files.value });
}

/** A folder with scenes and no programs of its own; null where it is no such folder. */
export async function readWalkthroughFolder(
  folder: string,
  catalogue: Catalogue,
): Promise<Result<Walkthrough, readonly Diagnostic[]> | null> {
  const files = await readTexts(folder);
  const id = basename(resolve(folder));
  if (!files.ok || !isWalkthrough({ id, files: files.value })) return null;
  const read = parseWalkthrough({ id, files: files.value }, catalogue.rolesOf);
  return read.ok ? read : fail(read.error.map((fault) => inFolder(folder, fault)));
}
