import { assert, constantFrom, oneof, property, string, array } from 'fast-check';
import { FUZZ_MS, fuzz } from '../base/testing/fuzz.ts';
import { expect, test } from 'vitest';
import { parseCondition } from './conditions.ts';
import type { Diagnostic } from './lesson.ts';
import { parseLesson } from './parse.ts';
import { parseRule } from './rules.ts';
import { parseFocus, parseStep } from './scene-steps.ts';
import { parseWalkthrough } from './walkthrough.ts';

const shreds = constantFrom(
  '---\n',
  'id: x\n',
  'programs:\n',
  '  - { role: a, file: a.c }\n',
  '  - &a {}\n',
  '  - *a\n',
  'expect: [',
  ']',
  '{',
  '}',
  '? ',
  '!!binary ',
  '\t',
  '## S\n',
  '```scene\n',
  '```\n',
  'lab: x\n',
  'run: until a is ESTABLISHED\n',
  'show: [stage]\n',
  'ask: { question: q, options: [y, n], answer: y }\n',
  '> note\n',
  'focus: [a connect]\n',
  ': ',
  '\r\n',
);

/** Faults lie in the file, each with words. */
function expectInside(text: string, faults: readonly Diagnostic[]): void {
  expect(faults.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  for (const { line, column, message } of faults) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines + 1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toBe('');
  }
}

test('whatever stands in lesson.md, the answer is a lesson or faults with a place in the file', () => {
  assert(
    property(array(oneof(shreds, string()), { maxLength: 30 }), (parts) => {
      const text = ['---\n', ...parts].join('');
      const result = parseLesson({
        id: 'x',
        files: new Map([
          ['lesson.md', text],
          ['a.c', ''],
        ]),
      });
      if (result.ok) return;
      expectInside(text, result.error);
    }),
    fuzz(500),
  );
});

test('any text is a condition or is refused with advice', () => {
  assert(
    property(
      oneof(
        string(),
        array(
          constantFrom('client', 'is', 'returns', '0', 'packet', 'from', 'A', 'fails', 'with', 'blocked', 'in'),
        ).map((words) => words.join(' ')),
      ),
      (text) => {
        const result = parseCondition(text);
        if (!result.ok) expect(result.error.message).toMatch(/write/);
      },
    ),
    fuzz(500),
  );
});

test('whatever stands in a walkthrough, the answer is scenes or faults with a place in the file', () => {
  assert(
    property(array(oneof(shreds, string()), { maxLength: 30 }), (parts) => {
      const text = ['---\ntitle: T\n---\n', ...parts].join('');
      const result = parseWalkthrough({ id: 'x', files: new Map([['lesson.md', text]]) }, () => ['a']);
      if (!result.ok) expectInside(text, result.error);
    }),
    fuzz(500),
  );
});

const WIDE = 250_000;

/** As long as a lesson's file may be, and made to keep a parser busy: each ends at once, or the test runs out of time. */
test.each([
  ['a heading of spaces', `---\n---\n## a${' '.repeat(WIDE)}b`],
  ['a heading of hashes', `---\n---\n## a${'# '.repeat(WIDE / 2)}b`],
  ['a fence with much behind it', `---\n---\n## a\n\`\`\`scene${' '.repeat(WIDE)}b\n`],
  ['brackets', `---\nprograms: ${'['.repeat(WIDE)}`],
  ['braces', `---\nprograms: ${'{a: '.repeat(WIDE / 4)}`],
  ['dashes', `---\nprograms:\n${'- '.repeat(WIDE / 2)}`],
  ['ever deeper', `---\n${Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n---\n`],
  ['quotes', `---\nexpect: ["${'\\"'.repeat(WIDE / 2)}"]\n---\n`],
  [
    'aliases of aliases',
    `---\na0: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`).join('\n')}\nprograms: *a30\nexpect: *a30\n---\n`,
  ],
  ['merged keys', `---\n${'<<: {a: b}\n'.repeat(1500)}---\n`],
  ['ever other keys', `---\n${Array.from({ length: WIDE / 25 }, (_, i) => `a${i}: 1\n`).join('')}---\n`],
  ['a condition of many words', `---\nexpect: ["${'client returns '.repeat(WIDE / 20)}"]\n---\n`],
  ['scenes without end', `---\n---\n${'## a\n```scene\nlab: x\n```\n'.repeat(4000)}`],
])('%s', { timeout: FUZZ_MS }, (_, text) => {
  const files = new Map([
    ['lesson.md', text],
    ['a.c', ''],
  ]);
  for (const result of [parseLesson({ id: 'x', files }), parseWalkthrough({ id: 'x', files }, () => ['a'])]) {
    if (!result.ok) expectInside(text, result.error);
  }
});

test.each([
  ['words', 'client '.repeat(WIDE / 7)],
  ['spaces', `client${' '.repeat(WIDE)}returns`],
  ['befores', 'a before '.repeat(WIDE / 9)],
  ['quotes', `client prints ${'"x" before '.repeat(WIDE / 11)}`],
  ['arrows', `client goes ${'A->'.repeat(WIDE / 3)}`],
  ['digits', `packet ${'1'.repeat(WIDE)} from A`],
  ['never', 'a never '.repeat(WIDE / 8)],
])('a condition, a rule, a step and a focus of %s', { timeout: FUZZ_MS }, (_, text) => {
  for (const parse of [parseCondition, parseRule, parseStep, parseFocus]) parse(text);
});
