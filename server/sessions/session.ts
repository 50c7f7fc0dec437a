import type { Failure } from '#shared/base/result';
import type { GateAction } from '#shared/events/gate';
import type { LabStatus } from '#shared/protocol/replies';
import type { EventLog } from './log.ts';

export interface SessionListener {
  /** The log has grown. */
  appended(): void;
  /** The status is another one. */
  status(): void;
  /** A restart: `session.log` is a new log. */
  replaced(): void;
}

/**
 * What a viewer watches: a lab on a kernel now, or a recording. Commands answer null, or why they cannot be carried out.
 */
export interface Session {
  readonly id: string;
  readonly lesson: { readonly id: string; readonly title: string };
  readonly mode: 'live' | 'recording';
  readonly log: EventLog;
  readonly status: LabStatus;
  /** How many watch it, and since when nobody does (performance.now()), or null. */
  readonly viewers: number;
  readonly unwatchedSince: number | null;
  watch(listener: SessionListener): () => void;
  /** Releases what comes first and resolves when the lab is quiet again. `lines` also stops at lines without a call. */
  step(lines: boolean): Promise<Failure | null>;
  /** `delayMs` counts for the action `delay` only. */
  release(gate: string, action: GateAction, delayMs?: number): Promise<Failure | null>;
  /** Ends a socket of the lab from outside (TIME_WAIT). */
  destroy(socket: string): Promise<Failure | null>;
  /** Puts a person's note on the log. */
  mark(label: string): Failure | null;
  play(pauseMs: number | null): Failure | null;
  end(): Failure | null;
  restart(): Failure | null;
  /** Somebody is there, and wants it to stay. */
  keep(): Failure | null;
  /**
   * Ends it for good: it is not found any more, and whoever still watches cannot bring it back.
   * @param words told to whoever watches
   */
  retire(words?: string): void;
}
