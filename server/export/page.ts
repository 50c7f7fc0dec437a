import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { LectureFile } from '#shared/protocol/lecture-file';
import { recordingLines, type Recording } from '#shared/protocol/recording';

/** What plays a log inside a page: one module, one style sheet (dist/player). */
export interface Player {
  readonly script: string;
  readonly style: string;
}

/** Unpacks the player and runs it: the policy names its text too, so that nothing else can be run in its place. */
const LOADER = `
const packed = Uint8Array.from(atob(document.querySelector('#player').textContent), (c) => c.charCodeAt(0));
const play = async () => {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const script = document.createElement('script');
  script.type = 'module';
  script.textContent = await new Response(stream).text();
  document.body.append(script);
};
play().catch((error) => {
  document.querySelector('#root').textContent = 'This page cannot be played (' + error.message + '); open it in a newer browser.';
});
`;

/** A recording as one HTML file that plays by itself. */
export function exportedPage({ header, events }: Recording, player: Player): Promise<string> {
  return playingPage(
    { title: header.lesson.title, writtenBy: header.writtenBy, opens: 'log' },
    [...recordingLines(header, events)].join(''),
    player,
  );
}

/** A walkthrough as one HTML file that plays by itself, driven by a clicker; printed, it gives its slides. */
export function lecturePage(lecture: LectureFile, writtenBy: string, player: Player): Promise<string> {
  return playingPage({ title: lecture.title, writtenBy, opens: 'lecture' }, JSON.stringify(lecture), player);
}

/**
 * A walkthrough as slides: the same file, opened at its pages. Nothing in it is packed, so that all pages are there as soon as
 * it is loaded: a browser that prints without a window waits for nothing else.
 */
export function slidesPage(lecture: LectureFile, writtenBy: string, player: Player): string {
  const script = inScript(player.script);
  return page(
    { title: lecture.title, writtenBy },
    player.style,
    [script],
    [
      `<script type="application/json" id="slides">${JSON.stringify(lecture).replaceAll('<', '\\u003c')}</script>`,
      `<script type="module">${script}</script>`,
    ],
  );
}

interface PageHead {
  readonly title: string;
  readonly writtenBy: string;
  /** What the player makes of the data: also the id of the element that holds it. */
  readonly opens: 'log' | 'lecture';
}

async function playingPage({ title, writtenBy, opens }: PageHead, data: string, player: Player): Promise<string> {
  const [log, script] = await Promise.all([packed(data), packed(player.script)]);
  return page(
    { title, writtenBy },
    player.style,
    [LOADER, player.script],
    [
      `<script type="application/gzip+base64" id="${opens}">${log}</script>`,
      `<script type="application/gzip+base64" id="player">${script}</script>`,
      `<script type="module">${LOADER}</script>`,
    ],
  );
}

/**
 * One HTML file that plays by itself, from disk too: script, style, fonts and data stand in it, and its content security
 * policy lets it fetch nothing and run nothing but `scripts`.
 */
function page(
  { title, writtenBy }: Omit<PageHead, 'opens'>,
  playerStyle: string,
  scripts: readonly string[],
  elements: readonly string[],
): string {
  const style = playerStyle.replaceAll('</', '<\\/');
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map(sourceHash).join(' ')}`,
    `style-src ${sourceHash(style)}`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Sockscope ${inHtml(writtenBy)}">
<title>${inHtml(title)} · Sockscope</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<noscript>Sockscope draws in the browser: switch JavaScript on for this file.</noscript>
${elements.join('\n')}
</body>
</html>
`;
}

/**
 * A script's text as it may stand inside a script element: what would end the element, or change how it is read (HTML
 * 4.12.1.3), stands in a string there, where a backslash more says the same.
 */
const inScript = (script: string): string => script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c');

/** Packed by a thread of its own: a long log takes seconds, and a server has labs to serve meanwhile. */
const packed = async (text: string): Promise<string> => (await promisify(gzip)(text, { level: 9 })).toString('base64');

/** CSP's name of an inline script or style: exactly this text and no other (CSP level 3, 2.3.1). */
const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
