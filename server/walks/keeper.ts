import {
  createWriteStream,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  type WriteStream,
} from 'node:fs';
import { join } from 'node:path';
import { recordingHeader } from '#shared/protocol/recording';
import type { Secrets } from '../http/token.ts';
import type { Session } from '../sessions/session.ts';
import { productVersion } from '../supervisor/root.ts';
import { makeFolder } from './make-folder.ts';
import { logFile, MAX_KEPT_LOG, stateFile, walkOfLogFile, type KeptWalk } from './kept.ts';

/** Changes within this time are written together. */
const GATHER_MS = 50;

/**
 * Keeps on disk what a server needs to go on after it was started again, for as long as walks are under way: its secrets, so that
 * pages come back by themselves, each walk's place, and the log of its lab. Of followers it keeps nothing. The folder
 * is its user's alone, and empty when no walk is left.
 */
export class Keeper {
  private readonly folder: string;
  private readonly secrets: Secrets;
  private readonly logs = new Map<string, { readonly stream: WriteStream; readonly stop: () => void }>();
  private walks: (() => readonly KeptWalk[]) | null = null;
  private timer: NodeJS.Timeout | null = null;
  private written = false;

  constructor(folder: string, secrets: Secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  /** Begins to write; before that nothing on disk is touched. Throws where the folder cannot be made. */
  begin(walks: () => readonly KeptWalk[]): void {
    makeFolder(this.folder, 0o700);
    this.walks = walks;
    this.written = existsSync(stateFile(this.folder));
    // What an earlier server left of walks that nobody takes up again.
    const taken = new Set(walks().map(({ id }) => id));
    for (const name of readdirSync(this.folder)) {
      const walk = walkOfLogFile(name);
      if (walk !== null && !taken.has(walk)) rmSync(join(this.folder, name), { force: true });
    }
    this.save();
  }

  /** Something of the walks has changed. */
  note(): void {
    if (this.walks === null) return;
    this.timer ??= setTimeout(() => this.save(), GATHER_MS);
  }

  /** Follows the log of a walk's lab, in place of the one before. */
  follow(walk: string, side: number, session: Session): void {
    if (this.walks === null) return;
    const path = logFile(this.folder, walk, side);
    this.drop(path);
    const stream = fresh(path);
    if (stream === null) return;
    // A disk that is full costs the log, and gives its room back: its scene is run anew then.
    const giveUp = (): void => {
      // The file of this name may be the next lab's by now.
      if (this.logs.get(path)?.stream !== stream) return;
      this.drop(path);
      remove(path);
    };
    stream.on('error', giveUp);
    const { log, lesson } = session;
    let next = 1;
    let bytes = 0;
    const write = (text: string): void => {
      bytes += text.length;
      if (bytes > MAX_KEPT_LOG) giveUp();
      else stream.write(text);
    };
    const more = (): void => {
      const events = log.slice(next, log.head);
      next = log.head + 1;
      if (events.length > 0) write(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    };
    this.logs.set(path, { stream, stop: log.subscribe(more) });
    write(`${JSON.stringify(recordingHeader(lesson, productVersion()))}\n`);
    more();
  }

  /** The walk has ended for good. */
  forget(walk: string): void {
    if (this.walks === null) return;
    for (const side of [0, 1]) {
      const path = logFile(this.folder, walk, side);
      this.drop(path);
      remove(path);
    }
    this.note();
  }

  /** The server ends: what is under way stays on disk for the next one. */
  close(): void {
    if (this.walks !== null) this.save();
    this.walks = null;
    for (const path of this.logs.keys()) this.drop(path);
  }

  /** Writes the state, whole or not at all; takes it away where nothing is under way. */
  private save(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const walks = this.walks?.() ?? [];
    const path = stateFile(this.folder);
    try {
      if (walks.length === 0) {
        if (!this.written) return;
        rmSync(path, { force: true });
        this.written = false;
        return;
      }
      makeFolder(this.folder, 0o700);
      writeFileSync(`${path}.new`, JSON.stringify({ at: Date.now(), ...this.secrets, walks }), { mode: 0o600 });
      renameSync(`${path}.new`, path);
      this.written = true;
    } catch {
      // A disk that is full, or was taken away: the lecture goes on, and the last state that was written stays.
      remove(`${path}.new`);
    }
  }

  private drop(path: string): void {
    const known = this.logs.get(path);
    if (known === undefined) return;
    this.logs.delete(path);
    known.stop();
    known.stream.end();
  }
}

/** Takes a file away, if there is one. Where that cannot be done, as on a disk that was taken away, nobody reads it any more. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // See above.
  }
}

/**
 * A file of this name that nobody else writes: what still goes to the one before goes to a file without a name. Null where there
 * can be none.
 */
function fresh(path: string): WriteStream | null {
  try {
    rmSync(path, { force: true });
    return createWriteStream(path, { fd: openSync(path, 'wx', 0o600) });
  } catch {
    return null;
  }
}
