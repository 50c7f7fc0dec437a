import { describe, expect, it } from 'vitest';
import { People, type Member } from './people.ts';

const member = (page: string, as: Member['as'] = 'presenter'): Member => ({
  page,
  name: page,
  as,
  changed: () => undefined,
});

describe('the people of a walk', () => {
  it('keep their driver when its old line dies after its new one has come (a laptop that slept)', () => {
    const people = new People();
    const [old, anew, other] = [member('ann'), member('ann'), member('ben')];
    for (const one of [other, old]) people.add(one);
    people.give('ann');
    people.add(anew);
    expect(people.presenters.map(({ id }) => id)).toEqual(['ben', 'ann']);
    people.remove(old);
    expect(people.driver).toBe('ann');
    people.remove(anew);
    expect(people.driver).toBe('ben');
  });

  it('lose no driver to a follower that calls itself by the driver’s name', () => {
    const people = new People();
    for (const one of [member('ben'), member('ann')]) people.add(one);
    people.give('ann');
    people.askToDrive(member('ben'));
    for (const name of ['ann', 'ben']) {
      const thief = member(name, 'follower');
      people.add(thief);
      people.remove(thief);
    }
    expect(people.driver).toBe('ann');
    expect(people.presenters.find(({ id }) => id === 'ben')?.asks).toBe(true);
  });

  it('count a page once, and know since when nobody is here', () => {
    const people = new People();
    const [one, two] = [member('eve', 'follower'), member('eve', 'follower')];
    expect(people.emptySince).not.toBeNull();
    people.add(one);
    people.add(two);
    expect(people.followers).toBe(1);
    expect(people.emptySince).toBeNull();
    people.remove(one);
    expect(people.remove(one)).toBe(false);
    expect(people.followers).toBe(1);
    people.remove(two);
    expect(people.emptySince).not.toBeNull();
  });
});
