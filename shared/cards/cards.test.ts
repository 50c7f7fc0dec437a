import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { syscallByName } from '../abi/syscalls.ts';
import { kernelCallsOf } from '../labc/library-calls.ts';
import { manPage } from './card.ts';
import { errnoNumbers } from '../abi/errno.ts';
import { systemCalls } from '../labc/calls.ts';
import { libraryFunctions } from '../labc/library-functions.ts';
import { allCards, cardOf } from './cards.ts';
import { alsoIn, manPages } from './testing/man-pages.ts';

const lessons = new URL('../lessons/', import.meta.url);

/** Every name that a shipped lesson's program calls, with the first file that does. */
function called(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const entry of readdirSync(lessons, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    for (const file of readdirSync(new URL(`${entry.name}/`, lessons))) {
      if (!file.endsWith('.c')) continue;
      const text = readFileSync(new URL(`${entry.name}/${file}`, lessons), 'utf8')
        .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
        .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""');
      for (const [, name = ''] of text.matchAll(/\b([a-z_][a-z0-9_]*)\s*\(/g)) names.set(name, `${entry.name}/${file}`);
    }
  }
  return names;
}

describe('the cards', () => {
  it('there is one for every call that reaches the kernel in a shipped lesson', () => {
    const missing = [...called()]
      .filter(([name]) => syscallByName(name) !== undefined || kernelCallsOf(name).length > 0)
      .filter(([name]) => cardOf(name) === undefined);
    expect(missing).toEqual([]);
    expect(called().size).toBeGreaterThan(20);
  });

  it.each(allCards.map((card) => [card.name, card] as const))('%s: short, whole sentences, known names', (_, card) => {
    for (const sentence of [card.purpose, card.result, card.when]) {
      expect(sentence).toMatch(/^\S.*\.$/s);
      expect(sentence.length).toBeLessThan(140);
    }
    for (const [errno, when] of card.errors) {
      expect(errno).toMatch(/^E[A-Z0-9]+$/);
      expect(when).not.toMatch(/\.$/);
    }
    expect(manPage(card)).toBe(`https://man7.org/linux/man-pages/man${card.section}/${card.name}.${card.section}.html`);
  });

  it('there is one for whatever a program in lab C can ask the kernel for', () => {
    const askers = [...libraryFunctions.keys()].filter((name) => kernelCallsOf(name).length > 0);
    expect([...systemCalls.keys(), ...askers].filter((name) => cardOf(name) === undefined)).toEqual([]);
  });

  it.each(allCards.map((card) => [card.name, card] as const))('%s: what its man page says, and no more', (_, card) => {
    const page = manPages.get(`${card.name}(${card.section})`);
    expect(page, 'the link leads to a page that there is').toBeDefined();
    // What fcntl() and ioctl() are given behind the others has no name of its own.
    const named = card.args.map(([name], i) => (page?.parameters[i] === '...' ? '...' : name));
    expect(named).toEqual(page?.parameters);
    const others = (alsoIn[card.name] ?? []).flatMap((name) => manPages.get(name)?.errors ?? []);
    const listed = new Set([...(page?.errors ?? []), ...others]);
    expect(card.errors.map(([errno]) => errno).filter((errno) => !listed.has(errno))).toEqual([]);
    expect(card.errors.map(([errno]) => errno).filter((errno) => !(errno in errnoNumbers))).toEqual([]);
  });

  it('one name has one card, and the kernel’s names lead to it', () => {
    expect(new Set(allCards.map(({ name }) => name)).size).toBe(allCards.length);
    expect(cardOf('pselect6')?.name).toBe('select');
    expect(cardOf('printf')?.name).toBe('write');
    expect(cardOf('frobnicate')).toBeUndefined();
  });
});
