import { spawn, type ChildProcess } from 'node:child_process';
import { engineMessageSchema } from '#shared/protocol/engine';
import type { EngineListener, EnginePort, LaunchEngine } from './engine-port.ts';
import { LineSplitter } from './lines.ts';
import { standBack } from './niceness.ts';
import { unshareArguments, type Privilege } from './privilege.ts';
import { enginePath } from './root.ts';

/** The longest line of an engine, in bytes. Events carry at most a packet or 4096 bytes of memory each. */
const MAX_LINE = 16 * 1024 * 1024;

/** What may wait in the pipe to an engine that has stopped reading, in bytes. Commands are some hundred bytes. */
const MAX_UNREAD = 1024 * 1024;

/** What is kept of an engine's words for people (its standard error), in characters. */
const MAX_WORDS = 4096;

/** The variables an engine needs; the programs of a lab need none of the server's own. */
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: 'C' });

/**
 * Starts engines in namespaces of their own: `unshare … node dist/server/engine.mjs lab --root|--user`. unshare(1)
 * becomes node by exec, so the child's pid is the engine's, and its standard input is the leash: when this server is
 * gone, however it died, the engine reads end of input and ends its lab.
 */
export function engineLauncher(privilege: Privilege): LaunchEngine {
  const words = [...unshareArguments(privilege), process.execPath, enginePath(), 'lab', `--${privilege}`];
  return (listener, niceness) => startEngine('unshare', words, listener, niceness);
}

/** Starts `file` with `words` as an engine. Apart from the launcher so that a test can put another program there. */
export function startEngine(
  file: string,
  words: readonly string[],
  listener: EngineListener,
  niceness = 0,
): EnginePort {
  // A session of its own: a terminal's Ctrl-C is for the server, which then ends the lab properly.
  const child: ChildProcess = spawn(file, words, { stdio: 'pipe', env: environment(), detached: true });
  const { stdin, stdout, stderr } = child;
  if (niceness > 0 && child.pid !== undefined) standBack(child.pid, niceness);
  const lines = new LineSplitter(MAX_LINE);
  let spoken = '';
  let over = false;
  let grace: NodeJS.Timeout | null = null;

  const say = (text: string): void => {
    spoken = (spoken + text).slice(-MAX_WORDS);
  };
  const kill = (why: string): void => {
    say(`${why}\n`);
    child.kill('SIGKILL');
  };
  const finish = (status: number | null, signal: NodeJS.Signals | null): void => {
    if (over) return;
    over = true;
    if (grace !== null) clearTimeout(grace);
    listener.exit({ status, signal, words: spoken.trim() });
  };

  child.on('error', (error) => {
    say(`${error.message}\n`);
    finish(null, null);
  });
  // Where no descriptor is left (EMFILE) there are no pipes, and the error above comes next.
  if (!stdin || !stdout || !stderr) return { send: () => false, close: () => undefined };
  stdout.on('data', (chunk: Buffer) => {
    const arrived = lines.push(chunk);
    if (arrived === null) {
      kill(`The engine wrote a line longer than ${MAX_LINE} bytes.`);
      return;
    }
    for (const line of arrived) {
      if (over) return;
      const message = readMessage(line);
      if (message === null) kill(`The engine wrote a line that is no message: ${line.slice(0, 200)}`);
      else listener.message(message);
    }
  });
  stderr.setEncoding('utf8').on('data', say);
  // A write to an engine that has just died fails here (EPIPE); its exit tells the rest.
  stdin.on('error', () => undefined);
  child.on('close', finish);

  return {
    send(command) {
      if (over || stdin.writableLength > MAX_UNREAD) return false;
      stdin.write(`${JSON.stringify(command)}\n`);
      return true;
    },
    close(graceMs) {
      if (over) return;
      stdin.end();
      grace ??= setTimeout(() => child.kill('SIGKILL'), graceMs);
    },
  };
}

function readMessage(line: string): ReturnType<typeof engineMessageSchema.parse> | null {
  try {
    const parsed = engineMessageSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
