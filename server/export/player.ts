import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, failure, ok, type Result } from '#shared/base/result';
import type { Player } from './page.ts';

/** The built player from its folder (dist/player). Fails with `not-built`. */
export async function readPlayer(folder: string): Promise<Result<Player>> {
  try {
    const [script, style] = await Promise.all(
      ['player.js', 'player.css'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    return ok({ script: script ?? '', style: style ?? '' });
  } catch {
    return fail(failure('not-built', 'The player of exported pages is not built; run npm run build.'));
  }
}
