import { failure, type Failure } from '#shared/base/result';
import type { WalkState } from '#shared/protocol/walk';

/**
 * What has changed: `pointer` is nothing but the pointer's place, `crowd` nothing but how many follow and what they answered, `held`
 * nothing but what presenters are told of the lab.
 */
export type Change = 'walk' | 'pointer' | 'crowd' | 'held';

/** One page that joined. */
export interface Member {
  /** Names the page; the same after its line was lost. */
  readonly page: string;
  /** The viewer whose page this is: one viewer's answers count once, whatever its pages call themselves. */
  readonly voter?: string | undefined;
  readonly name: string;
  readonly as: 'presenter' | 'follower';
  /** Something that this member is shown has changed. */
  readonly changed: (what: Change) => void;
}

/** So long after the driver went away another presenter may take over: a reloaded page, or a laptop opened again, is back by then. */
export const TAKE_OVER_MS = 10_000;

/**
 * Who is here, and who of the presenters drives. A page counts once, however many lines it has: after a line was lost the old
 * one is known to be dead only some time later. What a page calls itself gives it nothing: a presenter is who joined as one.
 *
 * The wheel stays with the page that has it while that is away, so that it drives again as soon as it is back; another
 * presenter takes it after a while, and only by asking for it.
 */
export class People {
  private readonly takeOverMs: number;
  private readonly now: () => number;
  private readonly members = new Set<Member>();
  /** Their lines stand, but nothing answers there. */
  private readonly silent = new Set<Member>();
  private readonly asking = new Set<string>();
  private driving: string | null = null;
  private awaySince: number | null = null;
  private empty: number | null;

  /**
   * @param takeOverMs 0 where all presenters are one person, who takes it alone
   * @param now a clock, in milliseconds, that never goes back
   */
  constructor(takeOverMs = TAKE_OVER_MS, now: () => number = () => performance.now()) {
    this.takeOverMs = takeOverMs;
    this.now = now;
    this.empty = now();
  }

  /** The page of the presenter who drives, here or away; null: none has come yet. */
  get driver(): string | null {
    return this.driving;
  }

  /** Whether there is a driver who is not here now. */
  get away(): boolean {
    return this.awaySince !== null;
  }

  /** Milliseconds until another presenter may take over; null: the driver is here. */
  get takeOverIn(): number | null {
    return this.awaySince === null ? null : Math.max(0, Math.ceil(this.awaySince + this.takeOverMs - this.now()));
  }

  /** performance.now() when the last member left (or this began), or null while somebody is here. */
  get emptySince(): number | null {
    return this.empty;
  }

  get followers(): number {
    return this.pagesOf('follower').size;
  }

  get presenters(): WalkState['presenters'] {
    return [...this.pagesOf('presenter').values()].map(({ page, name }) => ({
      id: page,
      name,
      asks: this.asking.has(page),
    }));
  }

  /** The first presenter drives. */
  add(member: Member): void {
    this.members.add(member);
    this.empty = null;
    if (member.as === 'presenter' && (this.driving === null || (this.takeOverIn === 0 && this.takeOverMs === 0)))
      this.hand(member.page);
    this.look();
  }

  /** False where it had left already. */
  remove(member: Member): boolean {
    if (!this.members.delete(member)) return false;
    this.silent.delete(member);
    if (this.members.size === 0) this.empty = this.now();
    if (member.as === 'presenter' && !this.pagesOf('presenter').has(member.page)) this.asking.delete(member.page);
    this.look();
    return true;
  }

  /** The member's line has gone silent, or answers again. True where that makes a difference to others. */
  hush(member: Member, silent: boolean): boolean {
    if (!this.members.has(member) || this.silent.has(member) === silent) return false;
    if (silent) this.silent.add(member);
    else this.silent.delete(member);
    return this.look();
  }

  askToDrive({ page }: Member): void {
    if (this.driving === null) this.hand(page);
    else if (this.driving !== page) this.asking.add(page);
  }

  /** Drives from now on. Failures: `not-away`, `too-soon`. */
  takeOver({ page }: Member): Failure | null {
    const wait = this.takeOverIn;
    if (wait === null) return failure('not-away', 'The presenter who drives is here; ask to drive instead.');
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      return failure('too-soon', `The presenter may be back at once; take over in ${seconds} seconds.`);
    }
    this.hand(page);
    return null;
  }

  /** Hands over; false where that presenter has left. */
  give(page: string): boolean {
    if (!this.pagesOf('presenter').has(page)) return false;
    this.hand(page);
    return true;
  }

  /** Whose the wheel was before the server was started again: it is away until its page is back. */
  expect(driver: string | null): void {
    this.driving = driver;
    this.look();
  }

  tell(what: Change): void {
    for (const member of this.members) member.changed(what);
  }

  clear(): void {
    this.members.clear();
    this.silent.clear();
  }

  private hand(page: string): void {
    this.driving = page;
    this.asking.delete(page);
    this.look();
  }

  /** Whether the driver is here: on a line that answers. True where that has changed. */
  private look(): boolean {
    const here = [...this.members].some(
      (member) => member.as === 'presenter' && member.page === this.driving && !this.silent.has(member),
    );
    const away = this.driving !== null && !here;
    if (away === this.away) return false;
    this.awaySince = away ? this.now() : null;
    return true;
  }

  private pagesOf(role: Member['as']): ReadonlyMap<string, Member> {
    return new Map([...this.members].filter(({ as }) => as === role).map((member) => [member.page, member]));
  }
}
