import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { reasonOf } from '#shared/base/reason';
import type { Recording } from '#shared/protocol/recording';
import { startServer } from '../http/server.ts';
import { newSecrets, type Secrets } from '../http/token.ts';
import { Catalogue } from '../sessions/catalogue.ts';
import { Labs } from '../sessions/labs.ts';
import { readLogFile } from '../sessions/recording-file.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { MachineLooks } from '../supervisor/machine-looks.ts';
import { preflight } from '../supervisor/preflight.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { MAX_VIEWERS } from '../ws/attach.ts';
import { openFilesAllowed, placesFor } from '../ws/places.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import { Keeper } from '../walks/keeper.ts';
import { keptFolder, readKept } from '../walks/kept.ts';
import { SCENE_PAUSE_MS } from '../walks/walk.ts';
import { watchLessons } from '../walks/watch-lessons.ts';
import { Walks } from '../walks/walks.ts';
import { Walkthroughs } from '../walks/walkthroughs.ts';
import { exitStatus } from './exit.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly open: boolean;
  readonly lan: boolean;
}

/** `sockscope serve`: serves until it is told to end (SIGINT, SIGTERM, SIGHUP). */
export const serve = (options: Options & { readonly lessons: string | null }): Promise<number> =>
  serveWith(options, null, options.lessons);

/** `sockscope replay`: the same, with a recording opened: the printed address is that recording's page. */
export async function replay({ file, ...options }: Options & { readonly file: string }): Promise<number> {
  const recording = await readLogFile(file);
  if (recording.ok) return serveWith(options, recording.value, null);
  process.stderr.write(`sockscope: ${recording.error.message}\n`);
  return exitStatus.usage;
}

async function serveWith(options: Options, recording: Recording | null, own: string | null): Promise<number> {
  const catalogue = await Catalogue.read(lessonsPath());
  for (const fault of catalogue.faults) process.stderr.write(`${fault}\n`);

  const looked = preflight();
  const labs = new Labs(catalogue, () => looked, engineLauncher(ownPrivilege()));
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), catalogue);
  for (const fault of walkthroughs.faults) process.stderr.write(`${fault}\n`);
  const reread = async (): Promise<void> => {
    if (own === null) return;
    const faults = [...(await catalogue.readOwn(own)), ...(await walkthroughs.readOwn(own))];
    for (const fault of faults) process.stderr.write(`${fault}\n`);
  };
  if (own !== null && !(existsSync(own) && statSync(own).isDirectory())) {
    process.stderr.write(`sockscope: There is no folder ${own}; --lessons wants one that holds lessons.\n`);
    return exitStatus.usage;
  }
  await reread();
  const unwatch = own === null ? null : watchLessons(own, () => void reread());
  const folder = keptFolder(options, process.env);
  const kept = folder === null ? null : readKept(folder, Date.now());
  const secrets: Secrets = kept ?? newSecrets();
  const keeper = folder === null ? null : new Keeper(folder, secrets);
  const walks = new Walks(walkthroughs, labs, SCENE_PAUSE_MS, keeper);
  const looks = new MachineLooks();
  const sockets = () => looks.take();
  const server = await startServer(options, { catalogue, labs, walks, machine: () => looked, sockets }, secrets);
  if (!server.ok) {
    unwatch?.();
    process.stderr.write(`sockscope: ${server.error.message}\n`);
    return exitStatus.failed;
  }
  // Not before: the address may be that of a server at work, and then what is kept there is its own. No page has been heard yet.
  const resumed = kept === null || folder === null ? 0 : walks.resume(kept, folder);
  keep(walks);
  // Looked through before somebody asks.
  void catalogue.summaries();
  const told = signalled();
  const url = recording === null ? server.value.url : server.value.urlOf(`/labs/${labs.show(recording).id}`);
  process.stdout.write(`Sockscope is at ${url}\n`);
  const { tier, why } = await looked;
  process.stderr.write(`tier ${tier}: ${why}\n`);
  if (resumed > 0) process.stderr.write(`${resumedWords(walks)}\n`);
  if (options.lan) {
    process.stderr.write(
      'Machines on this network may follow a walkthrough once you present one; nobody else drives.\n',
    );
    const openFiles = openFilesAllowed();
    const places = placesFor(MAX_VIEWERS, openFiles);
    if (places < MAX_VIEWERS) {
      process.stderr.write(
        `This shell lets a program open ${openFiles} files, so ${Math.floor(places / 2)} can follow at once; ` +
          'for more, raise that with ulimit -n before you start it.\n',
      );
    }
  } else if (options.host !== '127.0.0.1' && options.host !== 'localhost' && options.host !== '::1') {
    process.stderr.write('Other machines can reach this server; whoever has the address above can drive it.\n');
  }
  if (options.open) openBrowser(url);

  await told;
  looks.close();
  walks.close();
  unwatch?.();
  await Promise.all([labs.close(), server.value.close()]);
  return exitStatus.fine;
}

/** From now on what is under way survives this server. */
function keep(walks: Walks): void {
  try {
    walks.begin();
  } catch (error) {
    const why = reasonOf(error);
    process.stderr.write(
      `sockscope: A lecture will not survive a restart of this server (${why}); set XDG_STATE_HOME to a folder of yours.\n`,
    );
  }
}

const resumedWords = (walks: Walks): string =>
  walks
    .list()
    .map(({ title, scene }) => `Taken up again where it was: “${title}”, scene ${scene + 1}.`)
    .join('\n');

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

/**
 * Opens the page: with the program that BROWSER names, else with the system's own way. Where there is no screen nothing
 * is opened, and a browser that cannot be started is no failure: the address stands in the terminal.
 */
function openBrowser(url: string): void {
  const { platform, env } = process;
  const chosen = env['BROWSER'] ?? '';
  const screen = platform !== 'linux' || (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (chosen === '' && !screen) return;
  const [program, words]: [string, string[]] =
    chosen !== ''
      ? [chosen, [url]]
      : platform === 'darwin'
        ? ['open', [url]]
        : platform === 'win32'
          ? ['cmd', ['/c', 'start', '', url]]
          : ['xdg-open', [url]];
  const child = spawn(program, words, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
