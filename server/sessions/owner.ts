import { failure, type Failure } from '#shared/base/result';

/**
 * Who asks: the presenters, who share one secret and are one person, or a viewer, who has a cookie of its own
 * (server/http/viewers.ts).
 */
export type Person = { readonly role: 'presenter' } | { readonly role: 'viewer'; readonly id: string };

/**
 * Whose a lab is: a person's, or that of a class (`class`), which a walk shows it: presenters find it, and nobody but the walk
 * decides what happens in it, as its driver orders.
 */
export type Owner = Person | { readonly role: 'class' };

export const presenters: Person = { role: 'presenter' };
export const aClass: Owner = { role: 'class' };

/** Whether this person finds what is `owner`'s: presenters everything, a viewer what is its own. */
export const mayUse = (owner: Owner, person: Person): boolean =>
  person.role === 'presenter' || (owner.role === 'viewer' && owner.id === person.id);

/** Null where this person decides what happens in what is `owner`'s; else why not: `driven`, `read-only`. */
export function whyNotCommand(owner: Owner, person: Person): Failure | null {
  if (!mayUse(owner, person)) return readOnly;
  return owner.role === 'class' ? driven : null;
}

export const readOnly = failure('read-only', 'Followers watch; only who presents can do that.');

const driven = failure(
  'driven',
  'A walkthrough shows this lab to a class, and who drives it decides what happens: ask for the wheel there, or open a lab of your own.',
);
