import type { Failure } from '#shared/base/result';
import type { ClientMessage } from '#shared/protocol/browser';
import { LINE_DEAD_MS } from '#shared/protocol/replies';
import { backoffMs } from './backoff.ts';

/** How often a line looks whether it still hears something. */
const LISTEN_MS = 1000;

/** How the page stands with the server. `retrying` carries when the next attempt is made (milliseconds since 1970). */
export type ConnectionPhase =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'retrying'; readonly attempt: number; readonly at: number }
  | { readonly kind: 'closed'; readonly code: string; readonly message: string };

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

export interface LineOptions<M extends { readonly type: string }> {
  readonly open: (handlers: SocketHandlers) => SocketLike;
  /** What the page says first. */
  readonly hello: () => ClientMessage;
  /** What came over the line, as a message; null where this page does not understand it. */
  readonly parse: (data: unknown) => M | null;
  /** Whether this message says that the line stands; a failure where it can never stand. */
  readonly stands: (message: M) => boolean | Failure;
  /** Asked when a line could not be opened: why, where asking again cannot help. */
  readonly whyNot: () => Promise<Failure | null>;
  /** Calls back when the page is looked at again, or the network is back; answers how to stop that. */
  readonly wakes: (wake: () => void) => () => void;
  readonly onMessage: (message: M) => void;
  readonly onPhase: (phase: ConnectionPhase) => void;
}

const strange: Failure = {
  code: 'protocol',
  message: 'The server said something this page does not understand: reload the page.',
};

/**
 * One page's line to the server. It says hello, checks what comes in, and when the line breaks it dials again, waiting
 * longer each time. A line on which nothing is heard has broken too, whatever the system says of it; and a page that was
 * in the background, its timers asleep, looks at once when it is back.
 */
export class Line<M extends { readonly type: string }> {
  readonly #options: LineOptions<M>;
  #socket: SocketLike | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #ended = false;
  /** Date.now() when something was last heard, or the line dialled: it goes on while a machine sleeps. */
  #heard = 0;
  readonly #listening: ReturnType<typeof setInterval>;
  readonly #unwake: () => void;

  constructor(options: LineOptions<M>) {
    this.#options = options;
    this.#listening = setInterval(() => this.#listen(), LISTEN_MS);
    this.#unwake = options.wakes(() => this.#awake());
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
    clearInterval(this.#listening);
    this.#unwake();
    this.#drop();
  }

  /** Somebody looks: what waits for its time need not. */
  #awake(): void {
    if (this.#retry !== null) this.redial();
    else this.#listen();
  }

  #listen(): void {
    if (this.#socket === null || Date.now() - this.#heard < LINE_DEAD_MS) return;
    this.#socket.close();
    this.#closed();
  }

  #drop(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    this.#socket?.close();
    this.#socket = null;
  }

  #dial(): void {
    this.#attempt += 1;
    this.#retry = null;
    this.#heard = Date.now();
    this.#options.onPhase({ kind: 'connecting' });
    this.#socket = this.#options.open({
      open: () => this.#socket?.send(JSON.stringify(this.#options.hello())),
      message: (data) => this.#receive(data),
      close: () => this.#closed(),
    });
  }

  #receive(data: unknown): void {
    this.#heard = Date.now();
    const message = this.#options.parse(data);
    if (message === null) {
      this.#finish(strange);
      return;
    }
    const stands = this.#options.stands(message);
    if (typeof stands === 'object') {
      this.#finish(stands);
      return;
    }
    if (stands && this.#attempt !== 0) {
      this.#attempt = 0;
      this.#options.onPhase({ kind: 'open' });
    }
    this.#options.onMessage(message);
  }

  #finish({ code, message }: Failure): void {
    if (this.#ended) return;
    this.close();
    this.#options.onPhase({ kind: 'closed', code, message });
  }

  #closed(): void {
    this.#socket = null;
    if (this.#ended) return;
    if (this.#attempt === 0) this.#attempt = 1;
    else void this.#options.whyNot().then((failure) => failure !== null && this.#finish(failure));
    const wait = backoffMs(this.#attempt);
    this.#options.onPhase({ kind: 'retrying', attempt: this.#attempt, at: Date.now() + wait });
    this.#retry = setTimeout(() => this.#dial(), wait);
  }
}
