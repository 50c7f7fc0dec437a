import { cpus, loadavg, release, type as system } from 'node:os';
import { reasonOf } from '#shared/base/reason';
import { preflight } from '../supervisor/preflight.ts';
import { inUnit, outcome, skip, type Measured } from './figure.ts';
import { flooded } from './flooded.ts';
import { followers } from './followers.ts';
import { idleMemory } from './idle-memory.ts';
import { initialJavaScript } from './initial-javascript.ts';
import { inTheBrowser } from './in-the-browser.ts';
import { oneLook } from './one-look.ts';
import { longRecording } from './long-recording.ts';
import { packetRelease } from './packet-release.ts';
import { students } from './students.ts';
import { table } from './table.ts';
import { tracedCall } from './traced-call.ts';

/** What each part measures: these names stand in the table, or beside the reason why it was skipped. */
const parts = [
  { does: 'tracing calls', needsLab: true, measure: tracedCall, names: ['one traced call'] },
  { does: 'releasing packets', needsLab: true, measure: packetRelease, names: ['packet released -> state observed'] },
  { does: 'looking at a thousand sockets', needsLab: true, measure: oneLook, names: ['one look at 1000 sockets'] },
  {
    does: 'stepping in a browser',
    needsLab: true,
    measure: inTheBrowser,
    names: ['event -> painted', 'click on a lesson -> first event'],
  },
  {
    does: 'telling a thousand followers',
    needsLab: true,
    measure: followers,
    names: ['step -> last of 1000 followers'],
  },
  { does: 'running twenty labs', needsLab: true, measure: students, names: ['20 labs at once'] },
  { does: 'flooding a page', needsLab: true, measure: flooded, names: ['20 000 events/s', '200 events/s'] },
  { does: 'opening a million events', needsLab: false, measure: longRecording, names: ['a million events'] },
  { does: 'weighing an idle lab', needsLab: true, measure: idleMemory, names: ['PSS of an idle lab'] },
  { does: 'weighing the page', needsLab: false, measure: initialJavaScript, names: ['initial JavaScript, gzip'] },
] as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const load = (): string => loadavg()[0]?.toFixed(1) ?? '';

/**
 * Measures and prints what Sockscope costs. No figure passes or fails: the table says which are over their target, and
 * the load says how much of that may be the machine's. Exit status 1 where something could not be measured that should.
 */
export async function bench(): Promise<void> {
  const processors = cpus();
  say(
    `${system()} ${release()} ${process.arch}, ${processors.length} × ${processors[0]?.model ?? ''}, Node ${process.versions.node}`,
  );
  const before = load();
  const { tier, why } = await preflight();
  const all: Measured[] = [];
  const failed: string[] = [];
  for (const part of parts) {
    process.stderr.write(`${part.does} …\n`);
    const lacking = part.needsLab && tier !== 'lab';
    try {
      all.push(lacking ? skip(`no lab on this machine: ${why}`, ...part.names) : await part.measure());
    } catch (error) {
      failed.push(`failed: ${part.names.join(', ')}: ${reasonOf(error)}`);
    }
  }
  const figures = all.flatMap((measured) => measured.figures);
  say('');
  for (const line of table(figures)) say(line);
  say('');
  for (const note of all.flatMap((measured) => measured.notes)) say(note);
  for (const skipped of all.flatMap((measured) => measured.skipped)) say(`skipped: ${skipped.name}: ${skipped.why}`);
  for (const line of failed) say(line);
  if (failed.length > 0) process.exitCode = 1;
  say(`load (1 minute): ${before} before, ${load()} after`);
  const over = figures.filter((figure) => outcome(figure) === 'over');
  for (const { name, value, unit } of over) say(`over its target: ${name} (${inUnit(value, unit)})`);
}
