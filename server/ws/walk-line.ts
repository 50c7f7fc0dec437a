import type { Failure } from '#shared/base/result';
import type { Drive, WalkReply, WalkState } from '#shared/protocol/walk';
import type { Change, Member } from '../walks/people.ts';
import type { HandOrder } from '../walks/by-hand.ts';
import type { Walk } from '../walks/walk.ts';
import { DRAIN_MS, FRAME_MS, MAX_BUFFERED, type FeedSocket } from './feed.ts';

/** How many follow and what they answer is told so often at most: each of a class changes it for each other one. */
export const CROWD_MS = 250;

const wholes = new WeakMap<WalkState, Buffer>();
const crowds = new WeakMap<WalkState, Buffer>();

/** What everybody is told, as it goes over the line: made once for all. */
function bytesOf(state: WalkState, made: WeakMap<WalkState, Buffer>, message: (state: WalkState) => WalkReply): Buffer {
  const known = made.get(state);
  if (known !== undefined) return known;
  const bytes = Buffer.from(JSON.stringify(message(state)));
  made.set(state, bytes);
  return bytes;
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

  drive(order: Exclude<Drive, HandOrder>): Failure | null {
    return this.walk.drive(this.member, order);
  }

  byHand(order: HandOrder): Promise<Failure | null> {
    return this.walk.byHand(this.member, order);
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
    if (what === 'held' && this.member.as !== 'presenter') return;
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
    if (this.due.has('walk')) this.socket.send(bytesOf(state, wholes, whole));
    else {
      if (this.due.has('pointer')) this.socket.send(JSON.stringify({ type: 'pointer', at: this.walk.pointing }));
      if (this.due.has('crowd')) this.socket.send(bytesOf(state, crowds, crowd));
    }
    // The answers by name are the presenter's.
    if (this.member.as === 'presenter' && (['walk', 'crowd', 'held'] as const).some((what) => this.due.has(what))) {
      const presenter = this.walk.presenterState(this.member, this.joinAddresses());
      this.socket.send(JSON.stringify({ type: 'presenting', presenter }));
    }
    this.due.clear();
  }
}
