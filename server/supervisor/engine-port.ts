import type { ArrivedMessage, EngineCommand } from '#shared/protocol/engine';

/** How an engine's process ended. */
export interface EngineExit {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines it wrote for people, or why it could not be started. */
  readonly words: string;
}

export interface EngineListener {
  message(message: ArrivedMessage): void;
  /** Called once; nothing is heard after it. */
  exit(exit: EngineExit): void;
}

/** A running engine as the server holds it: a line in, lines out. Tests put a scripted one in its place. */
export interface EnginePort {
  /** False where the engine does not take any more (it has stopped reading). */
  send(command: EngineCommand): boolean;
  /** End of input, which ends the lab; the process is killed if it is still there after `graceMs`. */
  close(graceMs: number): void;
}

/** @param niceness by how much it stands back from the server itself where processors are few (nice(1)); 0 where not said */
export type LaunchEngine = (listener: EngineListener, niceness?: number) => EnginePort;
