import type { EngineCommand, ArrivedMessage } from '#shared/protocol/engine';
import type { EngineExit, EngineListener, LaunchEngine } from '../../supervisor/engine-port.ts';

/** What a scripted engine does about a command: drafts to tell before it says that it is quiet. */
export type Reaction = (command: EngineCommand, engine: ScriptedEngine) => readonly unknown[] | 'silent';

/**
 * An engine for tests: no process, no kernel. It remembers the commands and answers each with the drafts its script
 * gives and a `quiet`, a turn of the event loop later, as a pipe would. 'silent': the test itself answers.
 */
export class ScriptedEngine {
  readonly commands: EngineCommand[] = [];
  closed = false;
  private listener: EngineListener | null = null;
  private readonly react: Reaction;

  constructor(react: Reaction = () => []) {
    this.react = react;
  }

  readonly launch: LaunchEngine = (listener) => {
    this.listener = listener;
    return {
      send: (command) => {
        if (command.cmd === 'ping') return true;
        this.commands.push(command);
        setImmediate(() => this.answer(command));
        return true;
      },
      close: () => {
        this.closed = true;
        setImmediate(() => this.exit({ status: 0, signal: null, words: '' }));
      },
    };
  };

  /** The names of the commands so far, with what they are about: `release g1`, `spawn server`. */
  get heard(): string[] {
    return this.commands.map((command) => {
      if (command.cmd === 'release') return `release ${command.gate}`;
      return command.cmd === 'spawn' ? `spawn ${command.role}` : command.cmd;
    });
  }

  say(message: ArrivedMessage): void {
    this.listener?.message(message);
  }

  events(...drafts: unknown[]): void {
    this.say({ type: 'events', events: drafts });
  }

  exit(exit: EngineExit): void {
    this.listener?.exit(exit);
    this.listener = null;
  }

  private answer(command: EngineCommand): void {
    const drafts = this.react(command, this);
    if (drafts === 'silent') return;
    if (drafts.length > 0) this.events(...drafts);
    this.say({ type: 'quiet', n: command.n });
  }
}
