import { describe, expect, it } from 'vitest';
import { programLink, readProgramLink, type SharedPrograms } from './program-link.ts';

const programs: SharedPrograms = {
  lesson: 'tcp-echo',
  programs: [
    { file: 'server.c', text: '/* “grüß Gott” */\nint main(void)\n{\n    return 0;\n}\n' },
    { file: 'client.c', text: 'int main(void) { return 1; }\n' },
  ],
};

const linkOf = async (what: SharedPrograms): Promise<string> => {
  const link = await programLink(what);
  if (!link.ok) throw new Error(link.error.message);
  return link.value;
};

/** A link made of any text, as somebody who means no good makes it. */
async function forged(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `programs1=${text64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

describe('a link that holds programs', () => {
  it('gives back what was put in, and stays inside an address’s characters', async () => {
    const link = await linkOf(programs);
    expect(link).toMatch(/^programs1=[A-Za-z0-9_-]+$/);
    expect(await readProgramLink(`#${link}`)).toEqual({ ok: true, value: programs });
  });

  it('is short: a lesson’s two programs fit a mail', async () => {
    const text = programs.programs.map((program) => program.text).join('');
    const many = await linkOf({ lesson: 'x', programs: [{ file: 'a.c', text: text.repeat(100) }] });
    expect(many.length).toBeLessThan(600);
  });

  it('is not made where it would be cut off on its way', async () => {
    const noise = Array.from({ length: 4000 }, (_, i) => Math.sin(i).toString(36)).join('');
    const link = await programLink({ lesson: 'x', programs: [{ file: 'a.c', text: noise.slice(0, 30_000) }] });
    expect(link).toMatchObject({ ok: false, error: { code: 'too-long' } });
  });

  it.each([
    ['nothing', () => Promise.resolve('')],
    ['another fragment', () => Promise.resolve('seq=12')],
    ['a link that was cut off', async () => (await linkOf(programs)).slice(0, -12)],
    ['no base64', () => Promise.resolve('programs1=%%%')],
    ['no deflate', () => Promise.resolve('programs1=AAAAAAAA')],
    ['no JSON', () => forged('hello')],
    ['another shape', () => forged('{"lesson":"tcp-echo","programs":"rm"}')],
    ['no programs', () => forged('{"lesson":"tcp-echo","programs":[]}')],
    ['a small link that unfolds to a huge text', () => forged(' '.repeat(8_000_000))],
    [
      'a text beyond a program’s length',
      () => forged(JSON.stringify({ lesson: 'x', programs: [{ file: 'a.c', text: 'x'.repeat(40_000) }] })),
    ],
  ])('is refused: %s', async (_, make) => {
    expect(await readProgramLink(await make())).toMatchObject({ ok: false, error: { code: 'bad-link' } });
  });
});
