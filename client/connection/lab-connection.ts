import type { Failure } from '#shared/base/result';
import type { ClientMessage, ServerMessage } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { backoffMs } from './backoff.ts';
import { parseServerMessage } from './server-message.ts';

/** How the page stands with the server. `retrying` carries when the next attempt is made (milliseconds since 1970). */
export type ConnectionPhase =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'retrying'; readonly attempt: number; readonly at: number }
  | { readonly kind: 'closed'; readonly code: string; readonly message: string };

/** What of a log the page already holds: the server goes on after it. */
export interface Resume {
  readonly log: string;
  readonly after: number;
}

/** What a socket tells its user. */
export interface SocketHandlers {
  readonly open: () => void;
  readonly message: (data: unknown) => void;
  readonly close: () => void;
}

/** The part of WebSocket that is used: a test gives one of its own. After `close()` the handlers are not called. */
export interface SocketLike {
  send(data: string): void;
  close(): void;
}

export interface ConnectionOptions {
  readonly lab: string;
  readonly open: (handlers: SocketHandlers) => SocketLike;
  readonly resume: () => Resume | null;
  /** Asked when a line could not be opened: why, where asking again cannot help. */
  readonly whyNot: () => Promise<Failure | null>;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onPhase: (phase: ConnectionPhase) => void;
}

/** Refusals after which asking again gives the same answer. */
const FINAL = new Set(['unknown-lab', 'protocol']);

/**
 * One page's line to one lab (shared/protocol/browser.ts). It says hello, checks what comes in, and when the line breaks
 * it dials again, waiting longer each time, and goes on where the page's log ends.
 */
export class LabConnection {
  readonly #options: ConnectionOptions;
  #socket: SocketLike | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #ended = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#dial();
  }

  /** Sends a message if the line is up; false if it is not (the page says so, nothing is queued behind people's backs). */
  send(message: ClientMessage): boolean {
    if (this.#socket === null || this.#attempt !== 0) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Dials at once: after a gap in the log, or because a person asked. */
  redial(): void {
    if (this.#ended) return;
    this.#drop();
    this.#dial();
  }

  close(): void {
    this.#ended = true;
    this.#drop();
  }

  #drop(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    this.#socket?.close();
    this.#socket = null;
  }

  #dial(): void {
    this.#attempt += 1;
    this.#options.onPhase({ kind: 'connecting' });
    this.#socket = this.#options.open({
      open: () => this.#hello(),
      message: (data) => this.#receive(data),
      close: () => this.#closed(),
    });
  }

  #hello(): void {
    const resume = this.#options.resume();
    const hello: ClientMessage = { type: 'hello', protocol: PROTOCOL_VERSION, lab: this.#options.lab, ...resume };
    this.#socket?.send(JSON.stringify(hello));
  }

  #receive(data: unknown): void {
    const message = parseServerMessage(data);
    if (message === null) {
      this.#finish('protocol', 'The server said something this page does not understand: reload the page.');
      return;
    }
    if (message.type === 'welcome') {
      if (message.protocol !== PROTOCOL_VERSION) {
        this.#finish('protocol', 'This page and the server are of different versions: reload the page.');
        return;
      }
      this.#attempt = 0;
      this.#options.onPhase({ kind: 'open' });
    }
    if (message.type === 'refused' && FINAL.has(message.code)) {
      this.#finish(message.code, message.message);
      return;
    }
    this.#options.onMessage(message);
  }

  #finish(code: string, message: string): void {
    if (this.#ended) return;
    this.close();
    this.#options.onPhase({ kind: 'closed', code, message });
  }

  #closed(): void {
    this.#socket = null;
    if (this.#ended) return;
    if (this.#attempt === 0) this.#attempt = 1;
    else void this.#options.whyNot().then((failure) => failure !== null && this.#finish(failure.code, failure.message));
    const wait = backoffMs(this.#attempt);
    this.#options.onPhase({ kind: 'retrying', attempt: this.#attempt, at: Date.now() + wait });
    this.#retry = setTimeout(() => this.#dial(), wait);
  }
}
