import type { Failure } from '#shared/base/result';
import type { Drive, WalkReply, WalkState } from '#shared/protocol/walk';
import type { Change, Member } from '../walks/people.ts';
import type { Walk } from '../walks/walk.ts';
import { DRAIN_MS, FRAME_MS, MAX_BUFFERED, type FeedSocket } from './feed.ts';

/** How many follow and what they answer is told so often at most: each of a class changes it for each other one. */
export const CROWD_MS = 250;

const wholeTexts = new WeakMap<WalkState, string>();
const crowdTexts = new WeakMap<WalkState, string>();

/** What everybody is told, as text: made once for all. */
function textOf(state: WalkState, texts: WeakMap<WalkState, string>, message: (state: WalkState) => WalkReply): string {
  const known = texts.get(state);
  if (known !== undefined) return known;
  const text = JSON.stringify(message(state));
  texts.set(state, text);
  return text;
}

const whole = (walk: WalkState): WalkReply => ({ type: 'walk', walk });
const crowd = ({ followers, question }: WalkState): WalkReply => ({
  type: 'crowd',
  followers,
  answered: question?.answered ?? 0,
  counts: question?.counts ?? [],
});

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
  private readonly due = new Set<Change>();
  private timer: NodeJS.Timeout | null = null;
  /** performance.now() when the timer rings. */
  private tellAt = Infinity;

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
    this.changed('walk');
  }

  drive(order: Drive): Failure | null {
    return this.walk.drive(this.member, order);
  }

  askToDrive(): Failure | null {
    return this.walk.askToDrive(this.member);
  }

  takeOver(): Failure | null {
    return this.walk.takeOver(this.member);
  }

  /** Nothing answers at the other end any more, or it answers again. */
  hush(silent: boolean): void {
    this.walk.hush(this.member, silent);
  }

  answer(option: number): Failure | null {
    return this.walk.answer(this.member, option);
  }

  close(): void {
    this.leave();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private changed(what: Change): void {
    this.due.add(what);
    this.tellIn(what === 'crowd' ? CROWD_MS : FRAME_MS);
  }

  /** Sooner where something else is due sooner. */
  private tellIn(ms: number): void {
    const at = performance.now() + ms;
    if (this.timer !== null && this.tellAt <= at) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.tellAt = at;
    this.timer = setTimeout(() => this.tell(), ms);
  }

  private tell(): void {
    this.timer = null;
    if (this.socket.bufferedAmount > MAX_BUFFERED) {
      this.tellIn(DRAIN_MS);
      return;
    }
    const { state } = this.walk;
    if (this.due.has('walk')) this.socket.send(textOf(state, wholeTexts, whole));
    else {
      if (this.due.has('pointer')) this.socket.send(JSON.stringify({ type: 'pointer', at: this.walk.pointing }));
      if (this.due.has('crowd')) this.socket.send(textOf(state, crowdTexts, crowd));
    }
    // The answers by name are the presenter's.
    if (this.member.as === 'presenter' && (this.due.has('walk') || this.due.has('crowd'))) {
      const presenter = this.walk.presenterState(this.member, this.joinAddresses());
      this.socket.send(JSON.stringify({ type: 'presenting', presenter }));
    }
    this.due.clear();
  }
}
