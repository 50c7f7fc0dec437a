import { unreachable } from '#shared/base/exhaustive';
import { failure, type Failure } from '#shared/base/result';
import { clientMessageSchema, type ClientMessage } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import type { Session } from '../sessions/session.ts';
import { Feed, MAX_BUFFERED, type FeedSocket } from './feed.ts';

/** Finds a session by its id. */
export type FindSession = (id: string) => Session | null;

/**
 * One viewer's side of the conversation (shared/protocol/browser.ts): hello first, then questions and commands. What it
 * may not ask is refused with a sentence, and the connection stays.
 */
export class Viewer {
  private readonly socket: FeedSocket;
  private readonly find: FindSession;
  private watching: { readonly session: Session; readonly feed: Feed } | null = null;

  constructor(socket: FeedSocket, find: FindSession) {
    this.socket = socket;
    this.find = find;
  }

  /** A message as it came over the line. */
  receive(text: string): void {
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      this.refuse(failure('bad-json', 'That was no JSON; send one object a message.'));
      return;
    }
    const message = clientMessageSchema.safeParse(raw);
    if (!message.success) {
      const field = message.error.issues[0]?.path.map(String).join('.') ?? '';
      const where = field === '' ? '' : ` (${field})`;
      this.refuse(failure('bad-message', `That message is not in the protocol${where}; reload the page.`));
      return;
    }
    void this.answer(message.data);
  }

  /** The line is closed. */
  close(): void {
    this.watching?.feed.close();
    this.watching = null;
  }

  refuse({ code, message }: Failure): void {
    // Somebody who only asks and never reads gets no more answers: nothing is queued without bound.
    if (this.socket.bufferedAmount > MAX_BUFFERED) return;
    this.socket.send(JSON.stringify({ type: 'refused', code, message }));
  }

  private async answer(message: ClientMessage): Promise<void> {
    const refusal = await this.obey(message);
    if (refusal !== null) this.refuse(refusal);
  }

  private async obey(message: ClientMessage): Promise<Failure | null> {
    if (message.type === 'hello') return this.greet(message);
    if (this.watching === null) return failure('hello-first', 'Say hello first, and name a lab.');
    const { session, feed } = this.watching;
    switch (message.type) {
      case 'step':
        return session.step(message.lines === true);
      case 'release':
        return session.release(message.gate, message.action ?? 'release', message.delayMs);
      case 'destroy':
        return session.destroy(message.socket);
      case 'play':
        return session.play(message.pauseMs);
      case 'history':
        return feed.ask(message.from, message.to)
          ? null
          : failure('too-many-questions', 'Wait for the history already asked for.');
      case 'end':
        return session.end();
      case 'restart':
        return session.restart();
      default:
        return unreachable(message);
    }
  }

  private greet(hello: Extract<ClientMessage, { type: 'hello' }>): Failure | null {
    if (hello.protocol !== PROTOCOL_VERSION) {
      return failure('protocol', 'This page and the server are of different versions; reload the page.');
    }
    const session = this.find(hello.lab);
    if (session === null) return failure('unknown-lab', 'That lab does not exist any more; choose a lesson.');
    this.watching?.feed.close();
    const { log, after } = hello;
    const resume = log !== undefined && after !== undefined ? { log, after } : null;
    this.watching = { session, feed: new Feed(this.socket, session, resume) };
    return null;
  }
}
