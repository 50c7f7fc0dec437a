/** The walkthrough that this tab follows, and under which name: kept in the tab, so that one finds back from a lab of one's own. */
const WALK = 'sockscope.follows';
const NAME = 'sockscope.name';

/** This tab follows that walk. */
export function follow(walk: string, name: string): void {
  window.sessionStorage.setItem(WALK, walk);
  window.sessionStorage.setItem(NAME, name);
}

/** The walk that this tab followed last; null: none. */
export const followed = (): string | null => window.sessionStorage.getItem(WALK);

/** The name that was given in this walk; null: nobody was asked yet. */
export const nameIn = (walk: string): string | null =>
  followed() === walk ? window.sessionStorage.getItem(NAME) : null;
