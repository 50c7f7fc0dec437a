// `npm run record`: runs every lesson whose programs are not those of the recording that ships with it (or that has none) on
// this machine's kernel, and writes the recording anew. A test says when that is needed. Names of lessons as arguments
// record just those.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const lessons = join(root, 'shared', 'lessons');
const wanted = process.argv.slice(2);
const all = readdirSync(lessons).filter((id) => existsSync(join(lessons, id, 'lesson.md')));

/** @param {string} id a lesson whose recording shows other texts than its folder holds, or that has none */
function isStale(id) {
  const file = join(lessons, id, 'recording.ndjson.gz');
  if (!existsSync(file)) return true;
  const start = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8').split('\n')[1] ?? '{}');
  return (start.programs ?? []).some(
    (/** @type {{ file: string, text: string }} */ program) =>
      !existsSync(join(lessons, id, program.file)) ||
      readFileSync(join(lessons, id, program.file), 'utf8') !== program.text,
  );
}

let failed = 0;
for (const id of wanted.length > 0 ? all.filter((name) => wanted.includes(name)) : all.filter(isStale)) {
  const file = join(lessons, id, 'recording.ndjson.gz');
  const words = [join(root, 'server', 'bin', 'sockscope.mjs'), 'run', id, '--record', file];
  const run = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (run.status !== 0) failed += 1;
  process.stderr.write(
    `${run.status === 0 ? 'recorded' : `FAILED (${run.status})`}  ${id}\n${run.status === 0 ? '' : run.stderr}`,
  );
}
// A walkthrough's recordings, one a lab, are made together: by name, or where there are none yet.
const walkthroughs = join(root, 'shared', 'walkthroughs');
for (const id of readdirSync(walkthroughs)) {
  const folder = join(walkthroughs, id);
  if (wanted.length > 0 ? !wanted.includes(id) : readdirSync(folder).some((name) => name.endsWith('.gz'))) continue;
  const words = [join(root, 'server', 'bin', 'sockscope.mjs'), 'run', id, '--record', folder];
  const run = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (run.status !== 0) failed += 1;
  process.stderr.write(`${run.status === 0 ? 'recorded' : `FAILED (${run.status})`}  ${id}\n${run.stdout}`);
}
process.exitCode = failed === 0 ? 0 : 1;
