import type { Failure } from '#shared/base/result';
import type { Drive, WalkState } from '#shared/protocol/walk';
import type { Member } from '../walks/people.ts';
import type { Walk } from '../walks/walk.ts';
import { DRAIN_MS, FRAME_MS, MAX_BUFFERED, type FeedSocket } from './feed.ts';

/** A walk's state as text: made once for everybody who is told it. */
const texts = new WeakMap<WalkState, string>();

function textOf(state: WalkState): string {
  const known = texts.get(state);
  if (known !== undefined) return known;
  const text = JSON.stringify({ type: 'walk', walk: state });
  texts.set(state, text);
  return text;
}

/**
 * Tells one page what a walk shows: at once, then after each change, once a frame at most. Only the newest state is ever
 * due, so a page that does not read is not queued for.
 */
export class WalkLine {
  readonly member: Member;
  private readonly socket: FeedSocket;
  private readonly walk: Walk;
  private readonly joinAddresses: () => readonly string[];
  private readonly leave: () => void;
  private due: 'walk' | 'pointer' | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    socket: FeedSocket,
    walk: Walk,
    { page, voter, name, as }: Omit<Member, 'changed'>,
    joinAddresses: () => readonly string[],
  ) {
    this.socket = socket;
    this.walk = walk;
    this.joinAddresses = joinAddresses;
    this.member = { page, voter, name, as, changed: (what) => this.changed(what) };
    this.leave = walk.join(this.member);
  }

  drive(order: Drive): Failure | null {
    return this.walk.drive(this.member, order);
  }

  askToDrive(): Failure | null {
    return this.walk.askToDrive(this.member);
  }

  answer(option: number): Failure | null {
    return this.walk.answer(this.member, option);
  }

  close(): void {
    this.leave();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private changed(what: 'walk' | 'pointer'): void {
    if (this.due !== 'walk') this.due = what;
    this.timer ??= setTimeout(() => this.tell(), FRAME_MS);
  }

  private tell(): void {
    this.timer = null;
    if (this.socket.bufferedAmount > MAX_BUFFERED) {
      this.timer = setTimeout(() => this.tell(), DRAIN_MS);
      return;
    }
    const { due } = this;
    this.due = null;
    if (due === 'pointer') {
      this.socket.send(JSON.stringify({ type: 'pointer', at: this.walk.pointing }));
      return;
    }
    this.socket.send(textOf(this.walk.state));
    if (this.member.as === 'presenter') {
      const presenter = this.walk.presenterState(this.member, this.joinAddresses());
      this.socket.send(JSON.stringify({ type: 'presenting', presenter }));
    }
  }
}
