import { fail, failure, ok, type Result } from '#shared/base/result';
import { errorSchema } from '#shared/protocol/rest';

/** A walkthrough as a file of its own, made by the server (server/http/lectures.ts). Every failure is a sentence. */
export async function fetchLectureFile(
  walkthrough: string,
  kind: 'page' | 'slides',
  notes: boolean,
): Promise<Result<Blob>> {
  const path = `/api/walkthroughs/${encodeURIComponent(walkthrough)}/${kind}${notes ? '' : '?notes=no'}`;
  try {
    const response = await fetch(path, { credentials: 'same-origin' });
    if (response.ok) return ok(await response.blob());
    const said = errorSchema.safeParse(await response.json().catch(() => null));
    return fail(said.success ? said.data : failure('no-file', `The server answered ${response.status}; try again.`));
  } catch {
    return fail(failure('no-server', 'The server does not answer; try again when the page is connected.'));
  }
}
