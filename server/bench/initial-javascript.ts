import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pagePath } from '../supervisor/root.ts';
import type { Measured } from './figure.ts';

const scripts = /<script\b[^>]*\bsrc="([^"]+)"/g;
const preloads = /<link\b[^>]*\brel="modulepreload"[^>]*\bhref="([^"]+)"/g;

/** The scripts that a page loads at once: its own, and the chunks that it asks to preload (Vite lists every static import). */
export function scriptsOf(html: string): readonly string[] {
  return [scripts, preloads].flatMap((pattern) => [...html.matchAll(pattern)].map(([, path = '']) => path));
}

/** What the page loads before it can draw, gzip (zlib's own level) file by file as HTTP would. kB are 1000 bytes. */
export function initialJavaScript(): Measured {
  const files = scriptsOf(readFileSync(join(pagePath(), 'index.html'), 'utf8'));
  const bytes = files.map((path) => readFileSync(join(pagePath(), path)));
  const plain = bytes.reduce((sum, { length }) => sum + length, 0) / 1000;
  const packed = bytes.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000;
  return {
    figures: [{ name: 'initial JavaScript, gzip', value: packed, unit: 'kB', target: { of: 'value', atMost: 200 } }],
    skipped: [],
    notes: [`initial JavaScript: ${files.length} files, ${plain.toFixed(0)} kB as they are`],
  };
}
