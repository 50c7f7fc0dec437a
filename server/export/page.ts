import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { recordingLines, type Recording } from '#shared/protocol/recording';

/** What plays a log inside a page: one module, one style sheet (dist/player). */
export interface Player {
  readonly script: string;
  readonly style: string;
}

/**
 * A recording as one HTML file that plays by itself, from disk too: script, style, font and log stand in it, and its content
 * security policy lets it fetch nothing and run nothing but this script.
 */
export function exportedPage({ header, events }: Recording, player: Player): string {
  const script = safeScript(player.script);
  const style = player.style.replaceAll('</', '<\\/');
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(script)}`,
    `style-src ${sourceHash(style)}`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const log = gzipSync([...recordingLines(header, events)].join(''), { level: 9 }).toString('base64');
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
<script type="module">${script}</script>
</body>
</html>
`;
}

/** CSP's name of an inline script or style: exactly this text and no other (CSP level 3, 2.3.1). */
const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A script's text as it may stand inside <script>: the HTML parser ends the element at `</script` and goes astray at `<!--`
 * (HTML, 4.12.1.3). Both can only stand in strings and patterns of a minified script, where the backslash says nothing.
 */
export const safeScript = (text: string): string =>
  text.replaceAll(/<(?=\/script)/gi, '\\x3C').replaceAll('<!--', '\\x3C!--');

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
