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
import type { Address } from './commands.ts';
import { exitStatus } from './exit.ts';
import { openBrowser } from './open-browser.ts';
import { refuse, say, sayLines } from './say.ts';

/** `sockscope serve`: serves until it is told to end (SIGINT, SIGTERM, SIGHUP). */
export const serve = (options: Address & { readonly lessons: string | null }): Promise<number> =>
  serveWith(options, null, options.lessons);

/** `sockscope replay`: the same, with a recording opened: the printed address is that recording's page. */
export async function replay({ file, ...options }: Address & { readonly file: string }): Promise<number> {
  const recording = await readLogFile(file);
  if (recording.ok) return serveWith(options, recording.value, null);
  return refuse(recording.error.message, exitStatus.usage);
}

async function serveWith(options: Address, recording: Recording | null, own: string | null): Promise<number> {
  if (own !== null && !(existsSync(own) && statSync(own).isDirectory())) {
    return refuse(`There is no folder ${own}; --lessons wants one that holds lessons.`, exitStatus.usage);
  }
  const looked = preflight();
  const { catalogue, walkthroughs, unwatch } = await readLessons(own);
  const labs = new Labs(catalogue, () => looked, engineLauncher(ownPrivilege()));
  const folder = keptFolder(options, process.env);
  const kept = folder === null ? null : readKept(folder, Date.now());
  const secrets: Secrets = kept ?? newSecrets();
  const keeper = folder === null ? null : new Keeper(folder, secrets);
  const walks = new Walks(walkthroughs, labs, SCENE_PAUSE_MS, keeper);
  const looks = new MachineLooks();
  const sockets = () => looks.take();
  const server = await startServer(options, { catalogue, labs, walks, machine: () => looked, sockets }, secrets);
  if (!server.ok) {
    unwatch();
    return refuse(server.error.message, exitStatus.failed);
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
  sayLines([`tier ${tier}: ${why}`, ...(resumed > 0 ? resumedLines(walks) : []), ...reachLines(options)]);
  if (options.open) openBrowser(url);

  await told;
  looks.close();
  walks.close();
  unwatch();
  await Promise.all([labs.close(), server.value.close()]);
  return exitStatus.fine;
}

/** What ships, and the user's own folder, which is read again whenever something in it changes. */
async function readLessons(
  own: string | null,
): Promise<{ catalogue: Catalogue; walkthroughs: Walkthroughs; unwatch: () => void }> {
  const catalogue = await Catalogue.read(lessonsPath());
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), catalogue);
  sayLines([...catalogue.faults, ...walkthroughs.faults]);
  if (own === null) return { catalogue, walkthroughs, unwatch: () => undefined };
  const reread = async (): Promise<void> =>
    sayLines([...(await catalogue.readOwn(own)), ...(await walkthroughs.readOwn(own))]);
  await reread();
  return { catalogue, walkthroughs, unwatch: watchLessons(own, () => void reread()) };
}

/** Who else can reach the server, and how many of them at once. */
function reachLines({ lan, host }: Address): readonly string[] {
  if (!lan) {
    if (host === '127.0.0.1' || host === 'localhost' || host === '::1') return [];
    return ['Other machines can reach this server; whoever has the address above can drive it.'];
  }
  const follow = 'Machines on this network may follow a walkthrough once you present one; nobody else drives.';
  const openFiles = openFilesAllowed();
  const places = placesFor(MAX_VIEWERS, openFiles);
  if (places >= MAX_VIEWERS) return [follow];
  return [
    follow,
    `This shell lets a program open ${openFiles} files, so ${Math.floor(places / 2)} can follow at once; ` +
      'for more, raise that with ulimit -n before you start it.',
  ];
}

/** From now on what is under way survives this server. */
function keep(walks: Walks): void {
  try {
    walks.begin();
  } catch (error) {
    const sentence = `A lecture will not survive a restart of this server (${reasonOf(error)})`;
    say(`${sentence}; set XDG_STATE_HOME to a folder of yours.`);
  }
}

const resumedLines = (walks: Walks): readonly string[] =>
  walks.list().map(({ title, scene }) => `Taken up again where it was: “${title}”, scene ${scene + 1}.`);

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
