import type { ParsedNode } from 'yaml';
import type { Result } from '../base/result.ts';
import { parseCondition, rolesOf } from './conditions.ts';
import type { Claim, Placed } from './scene.ts';
import type { Fault } from './scene-yaml.ts';

/** What scenes can speak of: the roles of each lesson, by its id; null where there is no such lesson. */
export type RolesOfLesson = (lesson: string) => readonly string[] | null;

/**
 * The labs that a scene is about: one, or two side by side. Where there are two, words such as "in unix-echo client connect
 * returns 0" are about that one, all others about both.
 */
export class SceneLabs {
  readonly #lessons: readonly string[];
  readonly #roles: RolesOfLesson;

  constructor(lessons: readonly string[], roles: RolesOfLesson) {
    this.#lessons = lessons;
    this.#roles = roles;
  }

  get two(): boolean {
    return this.#lessons.length > 1;
  }

  /** Reads words that may begin with a place, checks the roles they speak of, and says where they belong. */
  read<T>(
    { node, text }: { readonly node: ParsedNode; readonly text: string },
    parse: (words: string) => Result<T>,
    rolesOfIt: (read: T) => readonly string[],
    fault: Fault,
  ): { readonly value: T; readonly placed: Placed } | null {
    const [, lesson, rest] = /^in ([\w-]+) (.+)$/.exec(text.trim()) ?? [];
    const here = lesson !== undefined && this.#lessons.includes(lesson);
    if (lesson !== undefined && !here && this.#roles(lesson) !== null) {
      const ways = this.two
        ? `write ${this.#lessons.map((id) => `in ${id}`).join(' or ')}`
        : 'add beside:, or leave it out';
      fault(node, `no lab of ${lesson} runs in this scene; ${ways}.`);
      return null;
    }
    const read = parse(here ? (rest ?? '') : text);
    if (!read.ok) {
      fault(node, read.error.message);
      return null;
    }
    this.#knowsRoles(node, rolesOfIt(read.value), here ? [lesson] : this.#lessons, fault);
    return { value: read.value, placed: here && this.two ? { only: lesson } : {} };
  }

  claim(said: { readonly node: ParsedNode; readonly text: string }, fault: Fault): Claim | null {
    const read = this.read(said, parseCondition, rolesOf, fault);
    return read === null ? null : { text: said.text, condition: read.value, ...read.placed };
  }

  /** What a scene points at: it is enough that one of the labs has the role. */
  pointsAt(node: ParsedNode, role: string, fault: Fault): void {
    const known = this.#lessons.some((lesson) => this.#roles(lesson)?.includes(roleInText(role)) !== false);
    if (!known) this.#knowsRoles(node, [role], this.#lessons.slice(0, 1), fault);
  }

  #knowsRoles(node: ParsedNode, roles: readonly string[], lessons: readonly string[], fault: Fault): void {
    for (const lesson of lessons) {
      const own = this.#roles(lesson);
      for (const role of own === null ? [] : roles) {
        if (own?.includes(roleInText(role)) === true) continue;
        fault(node, `no program of ${lesson} has the role ${role}; its roles are ${own?.join(', ')}.`);
      }
    }
  }
}

/** A forked child has its parent's role and a number: server/1. */
const roleInText = (role: string): string => role.replace(/\/\d+$/, '');
