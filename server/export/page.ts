import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
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

/**
 * A recording as one HTML file that plays by itself, from disk too: script, style, fonts and log stand in it, and its content
 * security policy lets it fetch nothing and run nothing but this script.
 */
export async function exportedPage({ header, events }: Recording, player: Player): Promise<string> {
  const [log, script] = await Promise.all([
    packed([...recordingLines(header, events)].join('')),
    packed(player.script),
  ]);
  const style = player.style.replaceAll('</', '<\\/');
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(LOADER)} ${sourceHash(player.script)}`,
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
<meta name="generator" content="Sockscope ${inHtml(header.writtenBy)}">
<title>${inHtml(header.lesson.title)} · Sockscope</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<noscript>Sockscope draws in the browser: switch JavaScript on for this file.</noscript>
<script type="application/gzip+base64" id="log">${log}</script>
<script type="application/gzip+base64" id="player">${script}</script>
<script type="module">${LOADER}</script>
</body>
</html>
`;
}

/** Packed by a thread of its own: a long log takes seconds, and a server has labs to serve meanwhile. */
const packed = async (text: string): Promise<string> => (await promisify(gzip)(text, { level: 9 })).toString('base64');

/** CSP's name of an inline script or style: exactly this text and no other (CSP level 3, 2.3.1). */
const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
