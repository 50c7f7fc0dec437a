import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { readRecording, recordingHeader } from '#shared/protocol/recording';
import type { LectureFile } from '#shared/protocol/lecture-file';
import { exportedPage, slidesPage } from './page.ts';

const title = 'An <b>"evil"</b> & title';
const header = recordingHeader({ id: 'evil', title }, '0.1.0');
const events: LabEvent[] = [
  { seq: 1, t: 0, kind: 'marker', source: 'user', label: '</script><script>alert(1)</script>' },
];
const player = { script: 'const end = "</script><!--";', style: 'a::after { content: "</style>"; }' };
const page = await exportedPage({ header, events }, player);

/** The text of the only element that begins so. */
const between = (start: RegExp, end: string): string => {
  const found = page.split(start);
  expect(found, `one ${String(start)}`).toHaveLength(2);
  return found[1]?.split(end)[0] ?? '';
};

describe('an exported page', () => {
  const unpacked = (start: RegExp): string => gunzipSync(Buffer.from(between(start, '</script>'), 'base64')).toString();

  it('holds the recording and its player whole', () => {
    const read = readRecording(unpacked(/<script type="application\/gzip\+base64" id="log">/));
    expect(read).toEqual({ ok: true, value: { header, events } });
    expect(unpacked(/<script type="application\/gzip\+base64" id="player">/)).toBe(player.script);
  });

  it('runs its own script and style and nothing else, and fetches nothing', () => {
    const policy = between(/<meta http-equiv="Content-Security-Policy" content="/, '"');
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(between(/<script type="module">/, '</script>'))} ${hash(player.script)}`,
      `style-src ${hash(between(/<style>/, '</style>'))}`,
      'img-src data:',
      'font-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/(src|href)="(?!data:)/);
  });

  it('is not left by what stands in a script, a style or a title', () => {
    expect(page.match(/<\/script>/g)).toHaveLength(3);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).toContain('<title>An &lt;b&gt;&quot;evil&quot;&lt;/b&gt; &amp; title · Sockscope</title>');
  });
});

describe('a page of slides', () => {
  const lecture: LectureFile = { id: 'evil', title, summary: '</script><!-- <script>', scenes: [], logs: [] };
  const slides = slidesPage(lecture, '0.1.0', player);

  it('holds everything as it is, and is left by nothing in it', () => {
    expect(slides.match(/<\/script>/g)).toHaveLength(2);
    expect(slides).not.toContain('<!--');
    const data = /<script type="application\/json" id="slides">(.*)<\/script>/.exec(slides)?.[1] ?? '';
    expect(JSON.parse(data)).toEqual(lecture);
  });

  it('runs its own script alone, which still says the same', () => {
    const script = /<script type="module">(.*)<\/script>/s.exec(slides)?.[1] ?? '';
    expect(slides).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}';`);
    expect(script).toBe(String.raw`const end = "\x3c/script>\x3c!--";`);
  });
});
