import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, failure, ok, type Result } from '#shared/base/result';
import { machineSocketsSchema, type MachineSockets } from '#shared/protocol/sockets';
import { LineSplitter } from './lines.ts';
import { enginePath } from './root.ts';

/** A look takes some milliseconds; the first one also starts a process. */
const PATIENCE_MS = 10_000;

/** Nobody has asked for this long: the process is ended, and started again when somebody asks. */
const IDLE_MS = 15_000;

/** The longest answer, in bytes: MAX_ROWS rows of some 300 bytes. */
const MAX_LINE = 4 * 1024 * 1024;

/** What is kept of its words for people, in characters. */
const MAX_WORDS = 2000;

type Answer = Result<MachineSockets>;

/** A program and its arguments. */
type Command = readonly [string, ...string[]];

function engineCommand(): Result<Command> {
  if (process.platform !== 'linux') {
    return fail(failure('no-looks', 'Sockets can be listed on Linux only; run Sockscope on a Linux machine.'));
  }
  if (!existsSync(enginePath())) return fail(failure('no-looks', 'The engine is not built; run npm run build.'));
  return ok([process.execPath, enginePath(), 'look']);
}

/**
 * Looks at this machine's own sockets through a lab-less engine, a process that can do nothing else. It is started at the
 * first question and ended when nobody asks any more. Questions that come while a look is under way share its answer.
 */
export class MachineLooks {
  private readonly command: () => Result<Command>;
  private child: ChildProcess | null = null;
  private words = '';
  private asked: Promise<Answer> | null = null;
  private answer: ((answer: Answer) => void) | null = null;
  private idle: NodeJS.Timeout | null = null;

  /** `command`: what takes the looks, or why there is nothing; tests put another program there. */
  constructor(command: () => Result<Command> = engineCommand) {
    this.command = command;
  }

  /**
   * One look. Failures: `no-looks` (not Linux, or the engine is not built), `look-failed` (the process broke off, was
   * too slow, or answered out of shape).
   */
  take(): Promise<Answer> {
    const command = this.command();
    if (!command.ok) return Promise.resolve(command);
    this.asked ??= this.look(command.value).finally(() => {
      this.asked = null;
      this.rest();
    });
    return this.asked;
  }

  /** Ends the process. */
  close(): void {
    if (this.idle !== null) clearTimeout(this.idle);
    this.idle = null;
    this.child?.stdin?.end();
    this.child?.kill('SIGKILL');
    this.child = null;
    this.settle(brokenOff('it was ended'));
  }

  private look(command: Command): Promise<Answer> {
    if (this.idle !== null) clearTimeout(this.idle);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.settle(brokenOff(`no answer in ${PATIENCE_MS / 1000} s`));
        this.close();
      }, PATIENCE_MS);
      this.answer = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      this.child ??= this.start(command);
      this.child?.stdin?.write('look\n');
    });
  }

  private settle(answer: Answer): void {
    this.answer?.(answer);
    this.answer = null;
  }

  private rest(): void {
    if (this.child === null) return;
    this.idle = setTimeout(() => this.close(), IDLE_MS);
    this.idle.unref();
  }

  private start([file, ...args]: Command): ChildProcess {
    const child = spawn(file, args, { stdio: 'pipe', env: { ...process.env, LC_ALL: 'C' } });
    const lines = new LineSplitter(MAX_LINE);
    this.words = '';
    const over = (why: string): void => {
      // One that was ended and replaced meanwhile speaks for nobody.
      if (this.child !== child) return;
      this.child = null;
      this.settle(brokenOff(this.words.trim().split('\n').at(-1) || why));
    };
    child.on('error', (error) => over(error.message));
    child.on('close', (status, signal) => over(`it ended with ${signal ?? `status ${status}`}`));
    // A write to a process that has just died fails here (EPIPE); its end tells the rest.
    child.stdin?.on('error', () => undefined);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.words = (this.words + text).slice(-MAX_WORDS);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      if (this.child !== child) return;
      const arrived = lines.push(chunk);
      if (arrived === null) this.settle(brokenOff('its answer was too long'));
      else for (const line of arrived) this.settle(readLook(line));
    });
    return child;
  }
}

const brokenOff = (why: string): Answer =>
  fail(failure('look-failed', `The machine’s sockets could not be looked at (${why}); try again.`));

function readLook(line: string): Answer {
  try {
    const look = machineSocketsSchema.safeParse(JSON.parse(line));
    return look.success ? ok(look.data) : brokenOff('its answer has another shape');
  } catch {
    return brokenOff('its answer is no JSON');
  }
}
