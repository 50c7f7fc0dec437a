import type { LabEvent } from '#shared/events/event';
import type { LectureFile } from '#shared/protocol/lecture-file';
import type { RecordingHeader } from '#shared/protocol/recording';

/*
 * What stands inside an exported page. The program that wrote the page has checked every event against the schema, and the
 * page's content security policy names its own script alone: nothing is checked twice.
 */

/** The log of a lesson's page: a recording's lines. */
export function embeddedLog(text: string): {
  readonly lesson: RecordingHeader['lesson'];
  readonly events: readonly LabEvent[];
} {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const { lesson } = JSON.parse(header) as RecordingHeader;
  return { lesson, events: lines.map((line) => JSON.parse(line) as LabEvent) };
}

/** The walkthrough of a lecture's page. */
export const embeddedLecture = (text: string): LectureFile => JSON.parse(text) as LectureFile;

/** Unpacks what stands inside an exported page: gzip as base64. Throws where the browser cannot unpack gzip. */
export async function unpacked(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
