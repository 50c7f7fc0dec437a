import { isMap, type YAMLMap } from 'yaml';
import { fail, ok, type Result } from '../base/result.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import type { Diagnostic } from './lesson.ts';
import { LESSON_FILE, type LessonFolder } from './parse.ts';
import type { Walkthrough } from './scene.ts';
import { parseScenes } from './scenes.ts';
import type { RolesOfLesson } from './scene-labs.ts';
import { scalarText, valueOf } from './yaml.ts';

const keys = ['id', 'title', 'summary'] as const;

/** Whether a folder holds scenes over other lessons' labs and no programs of its own. */
export function isWalkthrough(folder: LessonFolder): boolean {
  const text = folder.files.get(LESSON_FILE);
  if (text === undefined) return false;
  const matter = readFrontMatter(LESSON_FILE, text);
  return matter.ok && valueOf(matter.value.root, 'programs') === null && /^##\s/m.test(matter.value.body);
}

/**
 * Reads and checks a lesson.md without programs: front matter (id, title, summary) and scenes, of which the first and every
 * one that needs a fresh lab name a lesson. Every fault found is reported with its place and what to write instead.
 */
export function parseWalkthrough(
  folder: LessonFolder,
  roles: RolesOfLesson,
): Result<Walkthrough, readonly Diagnostic[]> {
  const matter = readFrontMatter(LESSON_FILE, folder.files.get(LESSON_FILE) ?? '');
  if (!matter.ok) return fail(matter.error);
  const { root, body, bodyLine } = matter.value;
  const faults: Diagnostic[] = isMap(root) ? strangers(root, matter.value) : [];
  const { scenes, faults: inScenes } = parseScenes(LESSON_FILE, body, bodyLine, null, roles);
  faults.push(...inScenes);
  if (scenes.length === 0)
    faults.push(matter.value.at(root, 'a walkthrough needs scenes; begin one with ## and its title.'));
  if (faults.length > 0) return fail(faults);
  const id = scalarText(valueOf(root, 'id')) ?? folder.id;
  return ok({
    id,
    title: scalarText(valueOf(root, 'title')) ?? id,
    summary: scalarText(valueOf(root, 'summary')) ?? '',
    scenes,
  });
}

const strangers = (root: YAMLMap.Parsed, matter: FrontMatter): Diagnostic[] =>
  root.items.flatMap(({ key }) => {
    const name = scalarText(key);
    if (name !== null && (keys as readonly string[]).includes(name)) return [];
    return [matter.at(key, `a walkthrough has no key ${name ?? 'like this'}; the keys are ${keys.join(', ')}.`)];
  });
