import { randomBytes } from 'node:crypto';
import { unreachable } from '#shared/base/exhaustive';
import { failure, type Failure } from '#shared/base/result';
import { clientMessageSchema, type ClientMessage } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import type { Drive } from '#shared/protocol/walk';
import { readOnly, type Person } from '../sessions/owner.ts';
import type { Session } from '../sessions/session.ts';
import { isHandOrder } from '../walks/by-hand.ts';
import { Feed, MAX_BUFFERED, type FeedSocket } from './feed.ts';
import type { Finder } from './finder.ts';
import { ANY_MESSAGE, COSTLY_MESSAGE, MessageBudget } from './message-budget.ts';
import { WalkLine } from './walk-line.ts';
import { WallLine } from './wall-line.ts';

/**
 * One viewer's side of the conversation (shared/protocol/browser.ts): hello first, then questions and commands. What it
 * may not ask is refused with a sentence, and the connection stays.
 */
export class Viewer {
  private readonly socket: FeedSocket;
  private readonly find: Finder;
  private readonly person: Person;
  private readonly budget = new MessageBudget(ANY_MESSAGE);
  private readonly costly = new MessageBudget(COSTLY_MESSAGE);
  private line: WalkLine | null = null;
  private wall: WallLine | null = null;
  private watching: { readonly session: Session; readonly feed: Feed } | null = null;

  constructor(socket: FeedSocket, find: Finder, person: Person) {
    this.socket = socket;
    this.find = find;
    this.person = person;
  }

  /** A message as it came over the line. */
  receive(text: string): void {
    if (!this.budget.take()) {
      this.refuse(tooFast);
      return;
    }
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
    if (isCostly(message.data) && !this.costly.take()) {
      this.refuse(tooFast);
      return;
    }
    void this.answer(message.data);
  }

  /** Whether it joined a walk as a presenter. */
  get presents(): boolean {
    return this.line?.member.as === 'presenter';
  }

  /** Says that the line stands. */
  beat(): void {
    // A page that does not read has heard nothing new either: what waits for it says the same.
    if (this.socket.bufferedAmount <= MAX_BUFFERED) this.socket.send(ALIVE);
  }

  /** Nothing answers at the other end any more, or it answers again. */
  hush(silent: boolean): void {
    this.line?.hush(silent);
  }

  /** The line is closed. */
  close(): void {
    this.watching?.feed.close();
    this.watching = null;
    this.line?.close();
    this.line = null;
    this.wall?.close();
    this.wall = null;
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
    switch (message.type) {
      case 'hello':
        return this.greet(message);
      case 'join':
        return this.join(message);
      case 'drive':
        return this.drive(message.order);
      case 'ask-to-drive':
        return this.line === null ? joinFirst : this.line.askToDrive();
      case 'take-over':
        return this.line === null ? joinFirst : this.line.takeOver();
      case 'answer':
        return this.line === null ? joinFirst : this.line.answer(message.option);
      case 'wall':
        return this.showWall(message.protocol);
      case 'history':
        return this.ask(message.from, message.to);
      default:
        return this.command(message);
    }
  }

  /** What changes a lab: for presenters, and for whoever has it alone. */
  private command(message: Command): Failure | null | Promise<Failure | null> {
    if (this.watching === null) return helloFirst;
    const { session } = this.watching;
    const refused = this.find.whyNotCommand(session, this.person);
    if (refused !== null) return refused;
    switch (message.type) {
      case 'step':
        return session.step(message.lines === true);
      case 'release':
        return session.release(message.gate, message.action ?? 'release', message.delayMs);
      case 'destroy':
        return session.destroy(message.socket);
      case 'mark':
        return session.mark(message.label);
      case 'play':
        return session.play(message.pauseMs);
      case 'end':
        return session.end();
      case 'restart':
        return this.find.restart(session, this.person);
      case 'keep':
        return session.keep();
      default:
        return unreachable(message);
    }
  }

  private drive(order: Drive): Failure | null | Promise<Failure | null> {
    if (this.line === null) return joinFirst;
    return isHandOrder(order) ? this.line.byHand(order) : this.line.drive(order);
  }

  private ask(from: number, to: number): Failure | null {
    if (this.watching === null) return helloFirst;
    return this.watching.feed.ask(from, to)
      ? null
      : failure('too-many-questions', 'Wait for the history already asked for.');
  }

  private join(message: Extract<ClientMessage, { type: 'join' }>): Failure | null {
    if (message.protocol !== PROTOCOL_VERSION) return otherVersion;
    const walk = this.find.walk(message.walk, this.person);
    if (walk === null) return failure('unknown-walk', 'That walkthrough has ended; ask for the link again.');
    if (message.as === 'presenter' && !this.find.mayDrive(message.walk, this.person)) return readOnly;
    this.line?.close();
    const page = message.page ?? newPage();
    const voter = this.person.role === 'viewer' ? this.person.id : undefined;
    const who = { page, voter, name: cleanName(message.name ?? ''), as: message.as };
    // Who drives its own walk is not asked for a name there.
    if (who.as === 'follower') this.find.met(this.person, who.name);
    this.line = new WalkLine(this.socket, walk, who, () => this.find.joinAddresses(walk.id));
    return null;
  }

  private showWall(protocol: number): Failure | null {
    if (protocol !== PROTOCOL_VERSION) return otherVersion;
    const wall = this.find.wall(this.person);
    if (wall === null) return readOnly;
    this.wall?.close();
    this.wall = new WallLine(this.socket, wall);
    return null;
  }

  private greet(hello: Extract<ClientMessage, { type: 'hello' }>): Failure | null {
    if (hello.protocol !== PROTOCOL_VERSION) return otherVersion;
    const session = this.find.session(hello.lab, this.person);
    if (session === null) return failure('unknown-lab', 'That lab does not exist any more; choose a lesson.');
    this.watching?.feed.close();
    const { log, after } = hello;
    const resume = log !== undefined && after !== undefined ? { log, after } : null;
    const onlyWatched = this.find.whyNotCommand(session, this.person) !== null;
    this.watching = { session, feed: new Feed(this.socket, session, resume, onlyWatched) };
    return null;
  }
}

type Command = Exclude<
  ClientMessage,
  { type: 'hello' | 'join' | 'drive' | 'ask-to-drive' | 'take-over' | 'answer' | 'history' | 'wall' }
>;

const isCostly = ({ type }: ClientMessage): boolean => type === 'join' || type === 'hello' || type === 'answer';

const ALIVE = JSON.stringify({ type: 'alive' });
const joinFirst = failure('join-first', 'Join a walkthrough first.');
const tooFast = failure('too-fast', 'So many messages at once are not taken; wait a moment.');
const helloFirst = failure('hello-first', 'Say hello first, and name a lab.');
const otherVersion = failure('protocol', 'This page and the server are of different versions; reload the page.');

/** A page that does not name itself has a name for as long as its line stands. */
const newPage = (): string => randomBytes(9).toString('base64url');

/** A name as it is shown to others: one line, without what moves or hides text. */
const cleanName = (name: string): string => name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
