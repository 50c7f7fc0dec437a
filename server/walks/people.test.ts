import { describe, expect, it } from 'vitest';
import { People, TAKE_OVER_MS, type Member } from './people.ts';

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
    expect([people.driver, people.away]).toEqual(['ann', false]);
    people.remove(anew);
    expect([people.driver, people.away]).toEqual(['ann', true]);
  });

  it('keep the wheel for a driver who went away, until another presenter takes it after a while', () => {
    let now = 1000;
    const people = new People(TAKE_OVER_MS, () => now);
    const [ann, ben] = [member('ann'), member('ben')];
    for (const one of [ann, ben]) people.add(one);
    expect(people.takeOver(ben)?.code).toBe('not-away');
    people.remove(ann);
    now += TAKE_OVER_MS - 1500;
    expect(people.takeOverIn).toBe(1500);
    expect(people.takeOver(ben)).toEqual({
      code: 'too-soon',
      message: 'The presenter may be back at once; take over in 2 seconds.',
    });
    // Back by itself: it drives as if nothing had been.
    people.add(ann);
    expect([people.driver, people.away, people.takeOverIn]).toEqual(['ann', false, null]);

    people.remove(ann);
    now += TAKE_OVER_MS;
    expect(people.takeOver(ben)).toBeNull();
    people.add(ann);
    expect([people.driver, people.away]).toEqual(['ben', false]);
  });

  it('have a driver away whose machine is silent, and back when it answers', () => {
    const people = new People();
    const [ann, eve] = [member('ann'), member('eve', 'follower')];
    for (const one of [ann, eve]) people.add(one);
    expect(people.hush(eve, true)).toBe(false);
    expect(people.away).toBe(false);
    expect(people.hush(ann, true)).toBe(true);
    expect(people.hush(ann, true)).toBe(false);
    expect([people.driver, people.away]).toEqual(['ann', true]);
    expect(people.hush(ann, false)).toBe(true);
    expect(people.away).toBe(false);
  });

  it('give the wheel of a walk taken alone to its owner’s next page at once', () => {
    const people = new People(0);
    const [old, anew] = [member('tab one'), member('tab two')];
    people.add(old);
    people.remove(old);
    people.add(anew);
    expect([people.driver, people.away]).toEqual(['tab two', false]);
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
