import { createHash } from 'node:crypto';
import type { Response } from 'express';

/** The system's own fonts and colours, light or dark: the page's files may not be had, or were not asked for. */
const STYLE = `
:root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
body { display: grid; min-height: 90vh; margin: 0; padding: 24px; place-content: center; }
main { max-width: 34em; }
h1 { margin: 0 0 12px; font-size: 26px; line-height: 1.25; }
p { margin: 0 0 12px; }
code { font-family: ui-monospace, monospace; }
`;

/** Nothing but the style above. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface PlainPage {
  readonly title: string;
  /** One sentence; it may hold what was asked for. */
  readonly message: string;
  /** What to do next, as HTML of our own. */
  readonly next: string;
}

/** Answers a person in words, on a page that needs no file of ours. The status is set before. */
export function sendPlainPage(response: Response, { title, message, next }: PlainPage): void {
  response.setHeader('Content-Security-Policy', POLICY);
  response.type('html').send(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Sockscope</title>
<style>${STYLE}</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(message)}</p>
<p>${next}</p>
</main>
</html>
`);
}

/** Whom the guard keeps out. */
export const sendRefusal = (response: Response, message: string): void =>
  sendPlainPage(response, {
    title: 'Sockscope does not let you in',
    message,
    next: 'In the terminal where Sockscope runs, look for a line with <code>/?token=</code> and open that address.',
  });

/** Who asks for an address that is none of the page's. */
export const sendNothingThere = (response: Response, path: string): void =>
  sendPlainPage(response, {
    title: 'There is nothing here',
    message: `No page of Sockscope has the address ${path}.`,
    next: '<a href="/">To the lessons</a>',
  });

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
