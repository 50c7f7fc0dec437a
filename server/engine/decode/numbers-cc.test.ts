import { describe, expect, test } from 'vitest';
import { syscalls } from '#shared/abi/syscalls';
import { haveCompiler, runCompiled } from '../labc/testing/compiler.ts';

/** The kernel's headers define a number of each call that the architecture has. */
function numbersIn(header: string): Record<string, number | null> {
  const lines = Object.keys(syscalls).map(
    (name) => `#ifdef __NR_${name}\nprintf("${name} %d\\n", __NR_${name});\n#else\nputs("${name} null");\n#endif\n`,
  );
  const text = `#include <stdio.h>\n#include <${header}>\nint main(void) {\n${lines.join('')}return 0; }\n`;
  const told = runCompiled(text).trimEnd().split('\n');
  return Object.fromEntries(told.map((line) => [line.split(' ')[0], JSON.parse(line.split(' ')[1] ?? '')]));
}

const numbersOf = (arch: 'x64' | 'arm64'): Record<string, number | null> =>
  Object.fromEntries(Object.entries(syscalls).map(([name, { number }]) => [name, number[arch]]));

describe.skipIf(!haveCompiler)("calls have the numbers of the kernel's headers (needs cc)", () => {
  test.skipIf(process.arch !== 'x64')('x86-64', () => {
    expect(numbersIn('asm/unistd_64.h')).toEqual(numbersOf('x64'));
  });

  // arm64 uses the generic table as it is (arch/arm64/include/uapi/asm/unistd.h).
  test('arm64', () => {
    expect(numbersIn('asm-generic/unistd.h')).toEqual(numbersOf('arm64'));
  });
});
