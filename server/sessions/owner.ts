/**
 * Whose a lab or a walk is, and who asks for it: the presenters, who share one secret and are one person, or a viewer, who
 * has a cookie of its own (server/http/viewers.ts).
 */
export type Owner = { readonly role: 'presenter' } | { readonly role: 'viewer'; readonly id: string };

export const presenters: Owner = { role: 'presenter' };

/** Whether this person may use what is `owner`'s: presenters everything, a viewer what is its own. */
export const mayUse = (owner: Owner, person: Owner): boolean =>
  person.role === 'presenter' || (owner.role === 'viewer' && owner.id === person.id);
