import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { LabEvent } from '../../events/event.ts';

const lessons = new URL('../../lessons/', import.meta.url);

/** The lessons that ship a recording. */
export const recordedLessons: readonly string[] = readdirSync(lessons, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

/** A lesson's own recording: what a real kernel did. */
export const recordingOf = (lesson: string): LabEvent[] =>
  gunzipSync(readFileSync(new URL(`${lesson}/recording.ndjson.gz`, lessons)))
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as LabEvent);
