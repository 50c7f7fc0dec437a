// `npm run record`: runs every lesson on this machine's kernel and writes the recording that ships with it. Needed after a
// lesson's programs have changed; a test says so. Names of lessons as arguments record only those.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const lessons = join(root, 'shared', 'lessons');
const wanted = process.argv.slice(2);
const all = readdirSync(lessons).filter((id) => existsSync(join(lessons, id, 'lesson.md')));

let failed = 0;
for (const id of wanted.length > 0 ? wanted : all) {
  const file = join(lessons, id, 'recording.ndjson.gz');
  const words = [join(root, 'server', 'bin', 'sockscope.mjs'), 'run', id, '--record', file];
  const run = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (run.status !== 0) failed += 1;
  process.stderr.write(
    `${run.status === 0 ? 'recorded' : `FAILED (${run.status})`}  ${id}\n${run.status === 0 ? '' : run.stderr}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
