import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

const pack = promisify(gzip);

/** What is worth packing. Fonts are packed in themselves. */
const FILE = /^\/[\w-][\w.-]*\.(?:js|css|svg)$/;

/**
 * The built page's hashed files, packed (RFC 9110, 8.4.1.3) for whoever takes that, which all browsers do: a class that opens the page at
 * once over one wireless network loads a third of the bytes. Each file is packed once, when it is first asked for, and kept: the
 * files of one build, some hundred kB. Everything else is for the next handler.
 */
export function packed(folder: string): RequestHandler {
  const kept = new Map<string, Promise<Buffer>>();

  /** Null where there is no such file. That is not remembered: anybody may ask for any name. */
  const packedFile = async (name: string): Promise<Buffer | null> => {
    const packing = kept.get(name) ?? readFile(join(folder, name)).then((bytes) => pack(bytes, { level: 9 }));
    kept.set(name, packing);
    try {
      return await packing;
    } catch {
      kept.delete(name);
      return null;
    }
  };

  return async (request, response, next) => {
    const plain = request.method === 'GET' || request.method === 'HEAD';
    if (!plain || !FILE.test(request.path)) {
      next();
      return;
    }
    response.vary('Accept-Encoding');
    const wanted = request.acceptsEncodings('gzip') !== false && request.headers.range === undefined;
    const bytes = wanted ? await packedFile(request.path) : null;
    if (bytes === null) {
      next();
      return;
    }
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.type(extname(request.path)).send(bytes);
  };
}
