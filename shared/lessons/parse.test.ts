import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLesson } from './parse.ts';

const lesson = (frontMatter: string, files: Record<string, string> = { 'server.c': 's', 'client.c': 'c' }) =>
  parseLesson({ id: 'mine', files: new Map(Object.entries({ ...files, 'lesson.md': frontMatter })) });

const faultsOf = (text: string): string[] => {
  const result = lesson(text);
  if (result.ok) throw new Error('expected faults');
  return result.error.map((fault) => `${fault.line}:${fault.column}: ${fault.message}`);
};

const programs = 'programs:\n  - { role: server, file: server.c }\n';

describe('a hostile lesson.md', () => {
  test('is told a few of its faults, however many there are', () => {
    for (const yaml of [`title: ${'['.repeat(50_000)}\n`, 'title: a\n'.repeat(1000)]) {
      const faults = faultsOf(`---\n${yaml}---\n`);
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.length).toBeLessThanOrEqual(20);
    }
  });

  test('starts no crowd of processes', () => {
    const crowd = Array.from({ length: 33 }, (_, i) => `  - { role: r${i}, file: server.c }\n`).join('');
    expect(faultsOf(`---\nprograms:\n${crowd}---\n`)).toEqual([
      '3:3: a lesson has at most 32 programs, and this one 33; leave some out.',
    ]);
  });

  test('says nothing that its programs would not hear', () => {
    const program = String.raw`{ role: " ", file: server.c, args: ["a\0b"] }`;
    expect(faultsOf(`---\nprograms:\n  - ${program}\n---\n`)).toEqual([
      '3:13: the role is empty; name it, such as role: server.',
      '3:41: an argument ends at its first NUL byte (execve(2)); leave it out.',
    ]);
  });
});

describe('a lesson.md', () => {
  test("of DESIGN.md's example is read whole", () => {
    const result = lesson(`---
id: my-echo
title: Echo over TCP
programs:
  - { role: server, file: server.c, host: A }
  - { role: client, file: client.c, host: B, args: ["10.0.0.1"], after: "server blocked in accept" }
settings: { kernel: hold }        # hold (survives minutes of holding) or defaults
expect:                           # optional, checked by sockscope run
  - client reaches SYN_SENT
  - client connect returns 0
  - packet SYN,ACK from A to B
---
# Not told

## First
It *begins*.

And goes on.
## Second ##
`);
    expect(result).toEqual({
      ok: true,
      value: {
        id: 'my-echo',
        title: 'Echo over TCP',
        summary: '',
        programs: [
          { role: 'server', file: 'server.c', host: 'A', args: [], after: null, text: 's' },
          {
            role: 'client',
            file: 'client.c',
            host: 'B',
            args: ['10.0.0.1'],
            after: 'server blocked in accept',
            text: 'c',
          },
        ],
        settings: { kernel: 'hold' },
        expect: ['client reaches SYN_SENT', 'client connect returns 0', 'packet SYN,ACK from A to B'],
        scenes: [
          expect.objectContaining({ title: 'First', narration: 'It *begins*.\n\nAnd goes on.', lab: 'my-echo' }),
          expect.objectContaining({ title: 'Second', narration: '', lab: null }),
        ],
      },
    });
  });

  test('takes its id from the folder, its title from the id, and a role from the file', () => {
    const result = lesson('---\r\nprograms:\r\n  - { file: server.c, args: [7000, x] }\r\n---\r\n');
    expect(result.ok && result.value).toMatchObject({
      id: 'mine',
      title: 'mine',
      settings: { kernel: 'hold' },
      expect: [],
      programs: [{ role: 'server', host: 'A', args: ['7000', 'x'] }],
    });
  });

  test.each([
    ['no front matter', 'id: x\n', ['1:1: the file has to begin with a line of three dashes (---)']],
    ['no end', '---\nid: x\n', ['1:1: the front matter has no end']],
    ['broken YAML', `---\n${programs}title: "x\n---\n`, ['4:10: Missing closing "quote; mend the YAML here.']],
    ['a key twice', `---\ntitle: a\n${programs}title: b\n---\n`, ['5:1: Map keys must be unique; mend the YAML here.']],
    [
      'keys twice, inside others too',
      `---\ntitle: a\nsettings: { kernel: hold, kernel: defaults }\n${programs}title: b\ntitle: c\n---\n`,
      ['3:27: Map keys must be unique', '6:1: Map keys must be unique', '7:1: Map keys must be unique'],
    ],
    ['an unknown key', `---\n${programs}titel: x\n---\n`, ['4:1: a lesson has no key titel; the keys are id, title']],
    [
      'a need that no machine can fill',
      `---\n${programs}needs: wires\n---\n`,
      ['4:8: a lesson needs the wire or nothing'],
    ],
    ['no programs', '---\ntitle: x\n---\n', ['2:1: a lesson needs programs']],
    ['a list in place of keys', '---\n- a\n---\n', ['2:1: the front matter has to be a list of keys']],
    [
      'a missing file',
      '---\nprograms:\n  - { role: server, file: srv.c }\n---\n',
      ["3:27: there is no file srv.c in the lesson's folder; name one of client.c, server.c."],
    ],
    [
      'a role twice',
      '---\nprograms:\n  - { role: a, file: server.c }\n  - { role: a, file: client.c }\n---\n',
      ['4:13: the role a is taken; give each program a role of its own.'],
    ],
    [
      'a third host',
      '---\nprograms:\n  - { role: a, file: server.c, host: C }\n---\n',
      ['3:38: there is no host C; write A (10.0.0.1) or B (10.0.0.2).'],
    ],
    [
      'an unknown key of a program',
      '---\nprograms:\n  - { role: a, file: server.c, arg: [1] }\n---\n',
      ['3:32: a program has no key arg; the keys are role, file, host, args, after.'],
    ],
    [
      'a wait for oneself',
      '---\nprograms:\n  - { role: a, file: server.c, after: a blocked in accept }\n---\n',
      ['3:39: a cannot wait for itself'],
    ],
    [
      'a wait for what only the end can tell',
      '---\nprograms:\n  - { role: a, file: server.c }\n  - { role: b, file: client.c, after: a never enters bind }\n---\n',
      ['4:39: only the end tells whether "a never enters bind" holds; write in "after" what happens'],
    ],
    [
      'a condition that YAML takes for a key',
      '---\nprograms:\n  - { role: a, file: server.c }\nexpect:\n  - a prints "bind: in use"\n---\n',
      ["5:5: a condition is a text; write one with a colon in single quotes ('…')."],
    ],
    [
      'a condition about a stranger',
      '---\nprograms:\n  - { role: a, file: server.c, after: server blocked in accept }\n---\n',
      ['3:39: no program has the role server; the roles here are a.'],
    ],
    [
      'no condition at all',
      `---\n${programs}expect:\n  - everything works\n---\n`,
      ['5:5: "everything works" is not a condition; write it like "server blocked in accept"'],
    ],
    [
      'a wrong setting',
      `---\n${programs}settings: { kernel: linux }\n---\n`,
      ['4:21: kernel cannot be linux; write hold'],
    ],
    ['a list for a text', `---\n${programs}title: [a]\n---\n`, ['4:8: title is a text; write it on one line.']],
  ])('with %s says where and what to write', (_name, text, expected) => {
    const faults = faultsOf(text);
    expect(faults).toHaveLength(expected.length);
    expected.forEach((start, i) => expect(faults[i]).toContain(start));
  });

  test('reports every fault at once', () => {
    expect(faultsOf('---\nprograms:\n  - { file: x.c, host: Q }\n  - 5\nexpect: no\n---\n')).toHaveLength(4);
  });
});

describe('a folder without lesson.md', () => {
  test('with server.c and client.c is the echo lesson', () => {
    const result = parseLesson({
      id: 'mine',
      files: new Map([
        ['server.c', 's'],
        ['client.c', 'c'],
      ]),
    });
    expect(result.ok && result.value).toMatchObject({
      id: 'mine',
      programs: [
        { role: 'server', host: 'A' },
        { role: 'client', host: 'B', args: ['10.0.0.1'], after: 'server blocked in accept' },
      ],
      settings: { kernel: 'hold' },
    });
  });

  test('with neither says what is missing', () => {
    const result = parseLesson({ id: 'mine', files: new Map([['server.c', 's']]) });
    expect(!result.ok && result.error[0]?.message).toContain('neither a lesson.md nor both server.c and client.c');
  });
});

describe('each lesson that ships', () => {
  const here = new URL('.', import.meta.url);
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

  test.each(folders.map((folder) => folder.name))('%s is sound', (id) => {
    const folder = new URL(`${id}/`, here);
    const names = readdirSync(folder).filter((name) => name.endsWith('.c') || name === 'lesson.md');
    const files = new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
    const result = parseLesson({ id, files });
    expect(result.ok ? [] : result.error).toEqual([]);
    expect(result.ok && result.value.id).toBe(id);
    expect(result.ok && result.value.scenes.every((scene) => scene.narration !== '')).toBe(true);
  });
});
