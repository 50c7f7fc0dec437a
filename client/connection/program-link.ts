import { z } from 'zod';
import { fail, failure, ok, type Result } from '#shared/base/result';
import { changedProgramsSchema } from '#shared/protocol/programs';

/** A lesson and the texts of its programs, as a link carries them. */
const sharedProgramsSchema = changedProgramsSchema.extend({ lesson: z.string().min(1).max(200) });
export type SharedPrograms = z.infer<typeof sharedProgramsSchema>;

/** What stands before the text in a link's fragment; the number is the format's. A fragment is never sent to a server. */
const PREFIX = 'programs1=';

/** Mails and chats cut links that are longer than some ten thousand characters. */
const MAX_LINK = 16_000;

/** So many bytes a link may unfold to: a short text can stand for a huge one. */
const MAX_TEXT = 256 * 1024;

/** The fragment (without #) that holds these programs: JSON, deflate (RFC 1951), base64url. Failure: `too-long`. */
export async function programLink(programs: SharedPrograms): Promise<Result<string>> {
  const text = new Blob([JSON.stringify(programs)]);
  const packed = await new Response(text.stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  const link = PREFIX + base64url(new Uint8Array(packed));
  if (link.length <= MAX_LINK) return ok(link);
  return fail(failure('too-long', 'These programs are too long for a link; shorten them, or send the files.'));
}

/** The programs in a link's fragment. Failure: `bad-link`. Nothing of it is trusted before it has been checked. */
export async function readProgramLink(fragment: string): Promise<Result<SharedPrograms>> {
  const link = fragment.replace(/^#/, '');
  if (!link.startsWith(PREFIX) || link.length > MAX_LINK) return fail(damaged);
  try {
    const text = await unfold(bytesOf(link.slice(PREFIX.length)));
    const programs = sharedProgramsSchema.safeParse(text === null ? null : JSON.parse(text));
    return programs.success ? ok(programs.data) : fail(damaged);
  } catch {
    // atob, the decompressor or JSON.parse: whatever is wrong, the link is.
    return fail(damaged);
  }
}

const damaged = failure('bad-link', 'This link is damaged or was cut off; ask for it again.');

/** Inflates, and gives up as soon as there is more than a link may hold. */
async function unfold(packed: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MAX_TEXT) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
