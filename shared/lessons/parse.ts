import { isMap, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { fail, ok, type Result } from '../base/result.ts';
import type { HostName } from '../events/common.ts';
import type { LabSettings } from '../events/lab.ts';
import { needsTheEnd, parseCondition, rolesOf } from './conditions.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import type { Diagnostic, Lesson, LessonProgram } from './lesson.ts';
import { parseRule } from './rules.ts';
import { parseScenes } from './scenes.ts';
import type { RolesOfLesson } from './scene-labs.ts';
import { scalarText, valueOf } from './yaml.ts';

export const LESSON_FILE = 'lesson.md';
const lessonKeys = ['id', 'title', 'summary', 'needs', 'programs', 'settings', 'expect'] as const;
/** Each is a process; a whole class of clients fits. */
const MOST_PROGRAMS = 32;
const programKeys = ['role', 'file', 'host', 'args', 'after'] as const;

/** A folder's files by name, as text. */
export interface LessonFolder {
  readonly id: string;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads and checks a lesson folder: lesson.md and the programs beside it (DESIGN, "A lesson folder"). Every fault found is
 * reported, each with file, line, column and what to write instead. A folder without lesson.md that has server.c and client.c
 * is the echo lesson of the documentation.
 * @param others what its scenes may name besides itself
 */
export function parseLesson(
  folder: LessonFolder,
  others: RolesOfLesson = () => null,
): Result<Lesson, readonly Diagnostic[]> {
  const text = folder.files.get(LESSON_FILE);
  if (text === undefined) return defaultLesson(folder);
  const matter = readFrontMatter(LESSON_FILE, text);
  if (!matter.ok) return fail(matter.error);
  const reader = new Reader(matter.value, folder, others);
  const lesson = reader.lesson();
  return reader.faults.length > 0 ? fail(reader.faults) : ok(lesson);
}

function defaultLesson(folder: LessonFolder): Result<Lesson, readonly Diagnostic[]> {
  const server = folder.files.get('server.c');
  const client = folder.files.get('client.c');
  if (server === undefined || client === undefined) {
    const message = 'the folder has neither a lesson.md nor both server.c and client.c; add one or the other.';
    return fail([{ file: LESSON_FILE, line: 1, column: 1, message }]);
  }
  return ok({
    id: folder.id,
    title: 'Echo over TCP',
    summary: 'A server on host A and a client on host B.',
    programs: [
      { role: 'server', file: 'server.c', host: 'A', args: [], after: null, text: server },
      {
        role: 'client',
        file: 'client.c',
        host: 'B',
        args: ['10.0.0.1'],
        after: 'server blocked in accept',
        text: client,
      },
    ],
    settings: { kernel: 'hold' },
    expect: ['client reaches SYN_SENT', 'client connect returns 0', 'packet SYN,ACK from A to B'],
    scenes: [],
  });
}

class Reader {
  readonly faults: Diagnostic[] = [];
  readonly #matter: FrontMatter;
  readonly #folder: LessonFolder;
  readonly #others: RolesOfLesson;

  constructor(matter: FrontMatter, folder: LessonFolder, others: RolesOfLesson) {
    this.#matter = matter;
    this.#folder = folder;
    this.#others = others;
  }

  lesson(): Lesson {
    const root = this.#matter.root;
    this.#knownKeys(root, lessonKeys, 'a lesson');
    const id = this.#text(root, 'id') ?? this.#folder.id;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) {
      this.#fault(valueOf(root, 'id'), `the id "${id}" may hold letters, digits, dots, dashes and underscores only.`);
    }
    const needs = this.#text(root, 'needs');
    if (needs !== null && needs !== 'wire')
      this.#fault(valueOf(root, 'needs'), 'a lesson needs the wire or nothing; write needs: wire, or leave it out.');
    const programs = this.#programs(root);
    const conditions = this.#conditions(valueOf(root, 'expect'));
    this.#checkRoles(root, programs);
    const roles = programs.map((program) => program.role);
    const told = parseScenes(LESSON_FILE, this.#matter.body, this.#matter.bodyLine, id, (lesson) =>
      lesson === id ? roles : this.#others(lesson),
    );
    this.faults.push(...told.faults);
    return {
      id,
      title: this.#text(root, 'title') ?? id,
      summary: this.#text(root, 'summary') ?? '',
      programs,
      settings: this.#settings(valueOf(root, 'settings')),
      ...(needs === 'wire' ? { needs } : {}),
      expect: conditions,
      scenes: told.scenes,
    };
  }

  #programs(root: YAMLMap.Parsed | null): LessonProgram[] {
    const list = valueOf(root, 'programs');
    const example = '- { role: server, file: server.c, host: A }';
    if (!isSeq(list) || list.items.length === 0) {
      this.#fault(list ?? root, `a lesson needs programs; list them below "programs:", such as "${example}".`);
      return [];
    }
    if (list.items.length > MOST_PROGRAMS) {
      this.#fault(
        list,
        `a lesson has at most ${MOST_PROGRAMS} programs, and this one ${list.items.length}; leave some out.`,
      );
      return [];
    }
    const programs: LessonProgram[] = [];
    for (const item of list.items) {
      if (!isMap(item)) {
        this.#fault(item, 'a program is written as { role: server, file: server.c, host: A }.');
        continue;
      }
      programs.push(this.#program(item, programs));
    }
    return programs;
  }

  #program(item: YAMLMap.Parsed, before: readonly LessonProgram[]): LessonProgram {
    this.#knownKeys(item, programKeys, 'a program');
    const file = this.#text(item, 'file') ?? '';
    const text = this.#folder.files.get(file);
    if (file === '') {
      this.#fault(item, 'the program has no file; add its C file, such as file: server.c.');
    } else if (text === undefined) {
      const present = [...this.#folder.files.keys()].filter((name) => name.endsWith('.c')).sort();
      const advice = present.length > 0 ? `name one of ${present.join(', ')}` : 'put it there';
      this.#fault(valueOf(item, 'file'), `there is no file ${file} in the lesson's folder; ${advice}.`);
    }
    const role = this.#text(item, 'role') ?? file.replace(/\.c$/, '');
    if (role.trim() === '')
      this.#fault(valueOf(item, 'role') ?? item, 'the role is empty; name it, such as role: server.');
    if (before.some((other) => other.role === role)) {
      this.#fault(valueOf(item, 'role') ?? item, `the role ${role} is taken; give each program a role of its own.`);
    }
    return {
      role,
      file,
      host: this.#host(item),
      args: this.#args(valueOf(item, 'args')),
      after: this.#after(item, role),
      text: text ?? '',
    };
  }

  #host(item: YAMLMap.Parsed): HostName {
    const host = this.#text(item, 'host');
    if (host === null || host === 'A' || host === 'B') return host ?? 'A';
    this.#fault(valueOf(item, 'host'), `there is no host ${host}; write A (10.0.0.1) or B (10.0.0.2).`);
    return 'A';
  }

  #args(node: ParsedNode | null): string[] {
    if (node === null) return [];
    if (!isSeq(node)) {
      this.#fault(node, 'args is a list, such as ["10.0.0.1"].');
      return [];
    }
    return node.items.map((item) => {
      const text = scalarText(item);
      if (text === null) this.#fault(item, 'an argument is a text, such as "10.0.0.1".');
      if (text?.includes('\0') === true)
        this.#fault(item, 'an argument ends at its first NUL byte (execve(2)); leave it out.');
      return text ?? '';
    });
  }

  #after(item: YAMLMap.Parsed, role: string): string | null {
    const node = valueOf(item, 'after');
    const text = this.#text(item, 'after');
    if (text === null) return null;
    const condition = parseCondition(text);
    if (!condition.ok) this.#fault(node, condition.error.message);
    else if (rolesOf(condition.value).includes(role)) {
      this.#fault(node, `${role} cannot wait for itself; name another program in "after".`);
    } else if (needsTheEnd(condition.value)) {
      this.#fault(
        node,
        `only the end tells whether "${text}" holds; write in "after" what happens, such as "server blocked in accept".`,
      );
    }
    return text;
  }

  #settings(node: ParsedNode | null): LabSettings {
    if (node === null) return { kernel: 'hold' };
    if (!isMap(node)) {
      this.#fault(node, 'settings is written as { kernel: hold } or { kernel: defaults }.');
      return { kernel: 'hold' };
    }
    this.#knownKeys(node, ['kernel', 'order', 'ipv6', 'wire', 'sysctls'], 'settings');
    const wire = this.#rules(valueOf(node, 'wire'));
    const sysctls = this.#sysctls(valueOf(node, 'sysctls'));
    return {
      kernel: this.#kernel(node),
      ...this.#order(node),
      ...(this.#text(node, 'ipv6') === 'true' ? { ipv6: true } : {}),
      ...(wire.length > 0 ? { wire } : {}),
      ...(Object.keys(sysctls).length > 0 ? { sysctls } : {}),
    };
  }

  #kernel(settings: YAMLMap.Parsed): 'hold' | 'defaults' {
    const kernel = this.#text(settings, 'kernel');
    if (kernel === null || kernel === 'hold' || kernel === 'defaults') return kernel ?? 'hold';
    this.#fault(
      valueOf(settings, 'kernel'),
      `kernel cannot be ${kernel}; write hold (packets survive minutes) or defaults.`,
    );
    return 'hold';
  }

  #order(settings: YAMLMap.Parsed): Pick<LabSettings, 'order'> {
    const order = this.#text(settings, 'order');
    if (order === null) return {};
    if (order === 'packets' || order === 'programs') return { order };
    this.#fault(
      valueOf(settings, 'order'),
      `order cannot be ${order}; write packets or programs: what a step lets go first.`,
    );
    return {};
  }

  #rules(node: ParsedNode | null): string[] {
    if (node === null) return [];
    if (!isSeq(node)) {
      this.#fault(node, 'wire is a list of rules, such as "- drop the first SYN".');
      return [];
    }
    return node.items.map((item) => {
      const text = scalarText(item) ?? '';
      const rule = parseRule(text);
      if (!rule.ok) this.#fault(item, rule.error.message);
      return text;
    });
  }

  #sysctls(node: ParsedNode | null): Record<string, number> {
    if (node === null) return {};
    if (!isMap(node)) {
      this.#fault(node, 'sysctls is written as { tcp_fin_timeout: 5 }.');
      return {};
    }
    const sysctls: Record<string, number> = {};
    for (const { key, value } of node.items) {
      const name = scalarText(key) ?? '';
      const number = Number(scalarText(value ?? null) ?? NaN);
      if (!/^tcp_[a-z0-9_]+$/.test(name)) this.#fault(key, `${name} is none of net.ipv4.tcp_…; name one of those.`);
      else if (!Number.isInteger(number)) this.#fault(value ?? key, `${name} wants a whole number.`);
      else sysctls[name] = number;
    }
    return sysctls;
  }

  #conditions(node: ParsedNode | null): string[] {
    if (node === null) return [];
    if (!isSeq(node)) {
      this.#fault(node, 'expect is a list of conditions, such as "- client connect returns 0".');
      return [];
    }
    return node.items.map((item) => {
      const text = scalarText(item);
      const condition = parseCondition(text ?? '');
      // YAML reads a colon in it as a key and its value.
      if (text === null) this.#fault(item, "a condition is a text; write one with a colon in single quotes ('…').");
      else if (!condition.ok) this.#fault(item, condition.error.message);
      return text ?? '';
    });
  }

  /** Conditions may only speak of roles the lesson has: a misspelt one would wait for ever. */
  #checkRoles(root: YAMLMap.Parsed | null, programs: readonly LessonProgram[]): void {
    const roles = programs.map((program) => program.role);
    const check = (node: ParsedNode | null): void => {
      const condition = parseCondition(scalarText(node) ?? '');
      for (const role of condition.ok ? rolesOf(condition.value) : []) {
        // A forked child has its parent's role and a number: server/1.
        if (roles.includes(role.replace(/\/\d+$/, ''))) continue;
        this.#fault(node, `no program has the role ${role}; the roles here are ${roles.join(', ')}.`);
      }
    };
    const expect = valueOf(root, 'expect');
    if (isSeq(expect)) expect.items.forEach(check);
    const list = valueOf(root, 'programs');
    if (isSeq(list)) for (const item of list.items) if (isMap(item)) check(valueOf(item, 'after'));
  }

  #text(map: YAMLMap.Parsed | null, key: string): string | null {
    const node = valueOf(map, key);
    if (node === null) return null;
    const text = scalarText(node);
    if (text === null) this.#fault(node, `${key} is a text; write it on one line.`);
    return text;
  }

  #knownKeys(map: YAMLMap.Parsed | null, keys: readonly string[], what: string): void {
    for (const pair of map?.items ?? []) {
      const key = scalarText(pair.key);
      if (key !== null && keys.includes(key)) continue;
      this.#fault(pair.key, `${what} has no key ${key ?? 'like this'}; the keys are ${keys.join(', ')}.`);
    }
  }

  #fault(node: ParsedNode | null | undefined, message: string): void {
    this.faults.push(this.#matter.at(node, message));
  }
}
