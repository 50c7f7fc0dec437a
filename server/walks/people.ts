import type { WalkState } from '#shared/protocol/walk';

/** What has changed: `pointer` is nothing but the pointer's place, `crowd` nothing but how many follow and what they answered. */
export type Change = 'walk' | 'pointer' | 'crowd';

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

/**
 * Who is here, and who of the presenters drives. A page counts once, however many lines it has: after a line was lost the old
 * one is known to be dead only some time later. What a page calls itself gives it nothing: a presenter is who joined as one.
 */
export class People {
  private readonly members = new Set<Member>();
  private readonly asking = new Set<string>();
  private driving: string | null = null;
  private empty: number | null = performance.now();

  /** The page of the presenter who drives; null: no presenter is here. */
  get driver(): string | null {
    return this.driving;
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
    if (member.as === 'presenter') this.driving ??= member.page;
  }

  /** False where it had left already. */
  remove(member: Member): boolean {
    if (!this.members.delete(member)) return false;
    if (this.members.size === 0) this.empty = performance.now();
    const presenters = this.pagesOf('presenter');
    if (member.as === 'presenter' && !presenters.has(member.page)) {
      this.asking.delete(member.page);
      if (this.driving === member.page) this.driving = [...presenters.keys()][0] ?? null;
    }
    return true;
  }

  askToDrive({ page }: Member): void {
    if (this.driving === null) this.driving = page;
    else this.asking.add(page);
  }

  /** Hands over; false where that presenter has left. */
  give(page: string): boolean {
    if (!this.pagesOf('presenter').has(page)) return false;
    this.driving = page;
    this.asking.delete(page);
    return true;
  }

  tell(what: Change): void {
    for (const member of this.members) member.changed(what);
  }

  clear(): void {
    this.members.clear();
  }

  private pagesOf(role: Member['as']): ReadonlyMap<string, Member> {
    return new Map([...this.members].filter(({ as }) => as === role).map((member) => [member.page, member]));
  }
}
