import type { LabEvent } from '#shared/events/event';
import type { RecordingHeader } from '#shared/protocol/recording';

/**
 * The log inside an exported page: a recording's bytes as base64. The program that wrote the page has checked every event
 * against the schema, and the page's content security policy names its own script alone: nothing is checked twice.
 * Throws where the browser cannot unpack gzip.
 */
export async function embeddedLog(
  base64: string,
): Promise<{ readonly lesson: RecordingHeader['lesson']; readonly events: readonly LabEvent[] }> {
  const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const [header = '', ...lines] = (await new Response(unpacked).text()).trimEnd().split('\n');
  const { lesson } = JSON.parse(header) as RecordingHeader;
  return { lesson, events: lines.map((line) => JSON.parse(line) as LabEvent) };
}
