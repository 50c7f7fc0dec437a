import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result';
import { printable } from '#shared/base/text';
import { compileProgram } from '#shared/labc/compile';
import type { Diagnostic, Lesson } from '#shared/lessons/lesson';
import { parseLesson } from '#shared/lessons/parse';
import type { RolesOfLesson } from '#shared/lessons/scene-labs';

/** A lesson's texts are small; what is larger than this is something else. */
const MAX_FILE_BYTES = 256 * 1024;
const MAX_FILES = 100;

export const RECORDING_FILE = 'recording.ndjson.gz';

/**
 * Reads and checks a lesson folder, its programs included, so that every fault is known before anything starts.
 * Diagnostics name the file by its path as the person gave it.
 * @param others what its scenes may name besides itself
 */
export async function readLessonFolder(
  folder: string,
  others?: RolesOfLesson,
): Promise<Result<Lesson, readonly Diagnostic[]>> {
  const files = await readTexts(folder);
  if (!files.ok) return files;
  const lesson = parseLesson({ id: basename(resolve(folder)), files: files.value }, others);
  if (!lesson.ok) return fail(lesson.error.map((fault) => inFolder(folder, fault)));
  const faults = lesson.value.programs.flatMap(({ file, text }) => {
    const compiled = compileProgram({ file, text });
    return compiled.ok ? [] : compiled.error;
  });
  // Two roles may run the same file: its faults are told once.
  const once = new Map(faults.map((fault) => [formatDiagnostic(fault), inFolder(folder, fault)]));
  return once.size === 0 ? lesson : fail([...once.values()]);
}

/** The folders below a path, by name. */
export async function foldersBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(path, name))
    .sort();
}

/** The folder's texts (.c, .h, .md) by name. */
export async function readTexts(folder: string): Promise<Result<ReadonlyMap<string, string>, readonly Diagnostic[]>> {
  const texts = new Map<string, string>();
  let names: string[];
  try {
    names = (await readdir(folder)).sort();
  } catch (error) {
    return fail([about(folder, `This folder cannot be read (${reason(error)}); check its path and its mode.`)]);
  }
  for (const name of names.filter((candidate) => /\.(c|h|md)$/.test(candidate)).slice(0, MAX_FILES)) {
    const path = join(folder, name);
    try {
      const found = await stat(path);
      // Reading a FIFO waits for ever, and a device has no end.
      if (!found.isFile()) return fail([about(path, 'This is no plain file; a lesson’s texts and programs are.')]);
      const { size } = found;
      if (size > MAX_FILE_BYTES) {
        return fail([about(path, `This file has ${size} bytes; a lesson's file may have ${MAX_FILE_BYTES}.`)]);
      }
      texts.set(name, await readFile(path, 'utf8'));
    } catch (error) {
      return fail([about(path, `This file cannot be read (${reason(error)}); check its mode.`)]);
    }
  }
  return ok(texts);
}

const about = (file: string, message: string): Diagnostic => ({ file, line: 1, column: 1, message });

/** The same fault, named with the path of its file instead of the name alone. */
export const inFolder = (folder: string, fault: Diagnostic): Diagnostic => ({
  ...fault,
  file: join(folder, fault.file),
});

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

/** A diagnostic as compilers print it: `file:line:column: message`. */
export const formatDiagnostic = ({ file, line, column, message }: Diagnostic): string =>
  printable(`${file}:${line}:${column}: ${message}`);
