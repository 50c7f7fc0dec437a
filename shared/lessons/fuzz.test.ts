import { assert, constantFrom, oneof, property, string, array } from 'fast-check';
import { expect, test } from 'vitest';
import { parseCondition } from './conditions.ts';
import { parseLesson } from './parse.ts';

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
  ': ',
  '\r\n',
);

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
      expect(result.error.length).toBeGreaterThan(0);
      const lines = text.split('\n').length;
      for (const { line, column, message } of result.error) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines + 1);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(message).not.toBe('');
      }
    }),
    { numRuns: 500 },
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
    { numRuns: 500 },
  );
});
