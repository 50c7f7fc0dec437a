import { describe, expect, test } from 'vitest';
import { haveCompiler, runCompiled } from './testing/compiler.ts';
import { runInterpreted } from './testing/run.ts';

/** A random number generator with a seed (mulberry32), so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const declarations = `
  char c = -7; unsigned char uc = 200; short s = -3000; unsigned short us = 60000;
  int i = -123456; unsigned u = 4000000000u; long l = -5000000000; unsigned long ul = 18446744073709551000ul;
  uint16_t p = 7000; size_t z = 5; ssize_t n = -1; int zero = 0; long big = 9223372036854775807;`;
const names = 'c uc s us i u l ul p z n zero big'.split(' ');
const literals = [
  '0',
  '1',
  '-1',
  '3',
  '65535',
  '2147483647',
  '0x80000000',
  '4294967296',
  '-9223372036854775807',
  "'a'",
  '7u',
  '9ul',
];

/** An expression that C defines fully: shifts by small constants of unsigned values, divisions by what cannot be zero. */
function expression(pick: (below: number) => number, depth: number): string {
  if (depth === 0 || pick(5) === 0) {
    const list = pick(3) === 0 ? literals : names;
    return list[pick(list.length)] ?? '0';
  }
  const part = (): string => expression(pick, depth - 1);
  // Signed overflow is not defined in C: + - * are done in unsigned long, or on narrow operands.
  switch (pick(12)) {
    case 0:
      return `((unsigned long)(${part()}) ${'+-*'.charAt(pick(3))} (unsigned long)(${part()}))`;
    case 1:
      return `((unsigned)(${part()}) ${'+-*'.charAt(pick(3))} (unsigned)(${part()}))`;
    case 2:
      return `((short)(${part()}) ${'+-*'.charAt(pick(3))} (unsigned char)(${part()}))`;
    case 3:
      return `((${part()}) ${'/%'.charAt(pick(2))} ((unsigned char)(${part()}) + 1))`;
    case 4:
      return `((${part()}) ${'&|^'.charAt(pick(3))} (${part()}))`;
    case 5:
      return `((unsigned${pick(2) === 0 ? ' long' : ''})(${part()}) ${pick(2) === 0 ? '<<' : '>>'} ${String(pick(31))})`;
    case 6:
      return `((${part()}) >> ${String(pick(15))})`;
    case 7:
      return `((${part()}) ${['<', '<=', '>', '>=', '==', '!='][pick(6)] ?? '<'} (${part()}))`;
    case 8:
      return `((${part()}) ${pick(2) === 0 ? '&&' : '||'} (${part()}))`;
    case 9:
      return `((${part()}) ? (${part()}) : (${part()}))`;
    case 10:
      return `${['!', '~'][pick(2)] ?? '!'}(${part()})`;
    default:
      return `((${['char', 'unsigned char', 'short', 'uint16_t', 'int', 'unsigned', 'long', 'size_t', 'bool'][pick(9)] ?? 'int'})(${part()}))`;
  }
}

const program = (body: string): string =>
  `#include <stdbool.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <sys/types.h>\nint main(void) {${declarations}\n${body}\n  return 0;\n}\n`;

describe.skipIf(!haveCompiler)('arithmetic is that of a real compiler (needs cc)', () => {
  test.each([1, 2, 3, 4])('three hundred random expressions, seed %i', (seed) => {
    const pick = random(seed);
    const lines = Array.from({ length: 300 }, () => `  printf("%ld\\n", (long)(${expression(pick, 4)}));`);
    const text = program(lines.join('\n'));
    const real = runCompiled(text, ['-w', '-fwrapv']).split('\n');
    const ours = runInterpreted(text).output.split('\n');
    const wrong = lines.flatMap((line, index) =>
      real[index] === ours[index] ? [] : [`${line.trim()} cc: ${real[index] ?? ''} lab C: ${ours[index] ?? ''}`],
    );
    expect(wrong).toEqual([]);
    expect(ours.length).toBe(301);
  });

  test.each([5, 6])('compound assignments, ++ and -- on every type, seed %i', (seed) => {
    const pick = random(seed);
    const lines = Array.from({ length: 300 }, () => {
      const target = names[pick(names.length)] ?? 'i';
      const change = [
        `${target} += ${names[pick(10)] ?? 'c'}`,
        `${target} -= 77`,
        `${target} *= 3`,
        `${target} /= 5`,
        `${target} %= 1000`,
        `${target} ^= ${names[pick(10)] ?? 'c'}`,
        `${target} <<= 1`,
        `${target} >>= 2`,
        `${target}++`,
        `--${target}`,
        `${target}--`,
        `++${target}`,
        `${target} = ${names[pick(names.length)] ?? 'c'}`,
      ][pick(13)];
      return `  printf("%ld ", (long)(${change ?? '0'})); printf("%ld\\n", (long)${target});`;
    });
    const text = program(lines.join('\n'));
    expect(runInterpreted(text).output.split('\n')).toEqual(runCompiled(text, ['-w', '-fwrapv']).split('\n'));
  });
});
