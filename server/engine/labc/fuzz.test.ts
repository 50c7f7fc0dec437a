import { array, assert, constantFrom, integer, letrec, oneof, property, tuple, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUZZ_MS, fuzz } from '#shared/base/testing/fuzz';
import { compileProgram } from '#shared/labc/compile';
import type { LabMachine, MachineStop } from '#shared/labc/machine';
import { createMachine } from './machine.ts';
import { inMain, MemoryKernel, memoryBase } from './testing/run.ts';

const STEPS = 4000;
const CALLS = 60;
const RUNS = 300;

/** Runs a program to its end, or until it has made so many calls; calls about memory succeed, others return what `results` say. */
function runBounded(machine: LabMachine, results: readonly number[]): MachineStop {
  const kernel = new MemoryKernel();
  let stop = machine.run({ lines: false });
  for (let calls = 0; calls < CALLS && stop.kind === 'syscall'; calls += 1) {
    machine.variables();
    machine.takeWrites();
    machine.resume(kernel.answer(stop.call, stop.args) ?? results[calls % results.length] ?? 0);
    stop = machine.run({ lines: false });
  }
  return stop;
}

/** Whatever a program does, it ends as a process would, within its steps; a fault has its line. */
function check(text: string, results: readonly number[]): void {
  const compiled = compileProgram({ file: 'fuzz.c', text });
  if (!compiled.ok) return;
  const stop = runBounded(createMachine(compiled.value, { memoryBase, argv: ['fuzz'], stepBudget: STEPS }), results);
  if (stop.kind === 'fault') expect(stop.message).toMatch(/^Line \d+ .*\.$/);
  expect(stop.line).toBeGreaterThan(0);
}

/** Statements over an int i, a long n, an array a, a text t, pointers p and q and a struct s: good C that does anything. */
const { statement } = letrec<{ expression: string; place: string; statement: string }>((tie) => {
  const e = tie('expression');
  const s = tie('statement');
  const asInt = e.map((of) => `(int)(${of})`);
  const place = tie('place');
  const call = (name: string, ...parts: Arbitrary<string>[]): Arbitrary<string> =>
    tuple(...parts).map((given) => `${name}(${given.join(', ')})`);
  return {
    place: oneof(
      { depthSize: 'small' },
      constantFrom('i', 'n', 'a[0]', '*p', 's.x', 's.y[2]', 't[3]'),
      e.map((index) => `a[${index}]`),
      e.map((index) => `p[${index}]`),
      e.map((index) => `t[${index}]`),
    ),
    expression: oneof(
      { depthSize: 'small' },
      constantFrom('0', '1', '-1', '7', '65536', '0x7fffffff', '9223372036854775807L', 'i', 'n', 'argc', 'sizeof a'),
      place,
      tuple(e, constantFrom('+', '-', '*', '/', '%', '<<', '>>', '<', '==', '&', '|', '^', '&&', '||'), e).map(
        ([left, operator, right]) => `(${left} ${operator} ${right})`,
      ),
      tuple(constantFrom('-', '~', '!', '(char)', '(unsigned)', '(long)'), e).map(([sign, of]) => `(${sign} ${of})`),
      tuple(e, e, e).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      tuple(place, constantFrom('=', '+=', '-=', '*='), e).map(([to, how, of]) => `(${to} ${how} ${of})`),
      place.map((to) => `${to}++`),
      call('f', e),
      constantFrom('strlen(t)', 'strcmp(t, "ab")', 'atoi(t)', 'errno', '(long)p', '(long)malloc(0)', '(int)getpid()'),
      call('read', e, constantFrom('t', 'a', 'p', 'NULL'), e),
      call('socket', e, e, e),
      call(
        'snprintf',
        constantFrom('t', 'q'),
        e,
        constantFrom('"%d %5.3s|%lx"'),
        asInt,
        constantFrom('t', 'q'),
        constantFrom('n'),
      ),
    ),
    statement: oneof(
      { depthSize: 'small' },
      e.map((of) => `${of};`),
      constantFrom(
        ';',
        'p = &i;',
        'p = a;',
        'q = malloc(100);',
        'free(q);',
        's2 = s;',
        'q = t;',
        'p = (int *)q;',
        'return i;',
      ),
      call('memset', constantFrom('t', 'a', 'q', '&s'), e, e).map((of) => `${of};`),
      call('memcpy', constantFrom('t', 'a', 'q'), constantFrom('t', 'q', 'p'), e).map((of) => `${of};`),
      e.map((of) => `q = realloc(q, ${of});`),
      call('printf', constantFrom('"%*d %s\\n"'), asInt, asInt, constantFrom('t', 'q')).map((of) => `${of};`),
      tuple(e, s, s).map(([when, then, otherwise]) => `if (${when}) { ${then} } else { ${otherwise} }`),
      tuple(e, s).map(([when, body]) => `while (${when}) { ${body} }`),
      tuple(s, e).map(([body, when]) => `do { ${body} } while (${when});`),
      tuple(e, s).map(([most, body]) => `for (i = 0; i < ${most}; i++) { ${body} }`),
      tuple(e, s, s).map(([on, one, other]) => `switch (${on}) { case 0: ${one} break; case 7: ${other} default: ; }`),
      tuple(s, s).map(([one, other]) => `${one} ${other}`),
    ),
  };
});
const program = array(statement, { minLength: 1, maxLength: 6 }).map(
  (body) => `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <unistd.h>
#include <sys/socket.h>
struct pair { int x; char y[8]; };
static int f(int n) { return n > 0 ? f(n - 1) + 1 : n; }
int main(int argc, char *argv[])
{
  int i = 0; long n = 3; int a[8] = { 1, 2, 3 }; char t[32] = "twelve"; int *p = a; char *q = NULL;
  struct pair s = { 1, "abc" }, s2 = s;
  ${body.join('\n  ').replaceAll(';', ';')}
  return s2.x;
}
`,
);

const results = array(oneof(integer({ min: -133, max: 40 }), integer()), { minLength: 1, maxLength: 5 });

describe('a program of lab C ends, whatever it does', { timeout: FUZZ_MS }, () => {
  it('programs made from the grammar, and a kernel that answers anything', () => {
    let good = 0;
    assert(
      property(program, results, (text, given) => {
        if (compileProgram({ file: 'fuzz.c', text }).ok) good += 1;
        check(text, given);
      }),
      fuzz(RUNS),
    );
    // Else what is tried here is the compiler alone.
    expect(good).toBeGreaterThan(RUNS / 2);
  });

  // Some hundred milliseconds each; without a bound it would be an hour.

  it.each([
    ['filling memory', 'static char t[30000]; for (;;) memset(t, 0, sizeof t);', 'SIGXCPU'],
    ['filling much memory', 'char *q = malloc(8000000); for (;;) memset(q, 1, 8000000);', 'SIGXCPU'],
    ['searching memory', 'static char t[30000]; memset(t, 65, 29999); long n = 0; for (;;) n += strlen(t);', 'SIGXCPU'],
    ['comparing memory', 'static char t[30000]; while (memcmp(t, t, sizeof t) == 0);', 'SIGXCPU'],
    [
      'writing texts',
      'static char t[9000], u[9000]; memset(t, 65, 8999); for (;;) snprintf(u, 9000, "%s", t);',
      'SIGXCPU',
    ],
    ['copying structs', 'static struct big s, r; for (;;) r = s;', 'SIGXCPU'],
    [
      'a format of formats',
      'static char t[28001]; for (int i = 0; i < 28000; i += 7) memcpy(t + i, "%65000d", 7); printf(t, 1);',
      'SIGKILL',
    ],
    ['deep calls', 'f(1 << 30);', 'SIGSEGV'],
  ])('%s', (_, body, signal) => {
    const text = `struct big { char x[9000]; };\nstatic int f(int n) { return n > 0 ? f(n - 1) + 1 : n; }\n${inMain(`(void)f; ${body}`)}`;
    const compiled = compileProgram({ file: 'test.c', text });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    const stop = runBounded(createMachine(compiled.value, { memoryBase, argv: ['test'] }), [1]);
    expect(stop).toMatchObject({ kind: 'fault', signal });
  });

  it.each([
    [
      'strcpy',
      'char *q = malloc(4000000), *r = malloc(4000001); memset(q, 65, 3999999); q[3999999] = 0; strcpy(r, q); return strlen(r) == 3999999 ? 0 : 1;',
    ],
    ['atoi', 'char *q = malloc(4000000); memset(q, 57, 3999999); q[3999999] = 0; return atoi(q) == -1 ? 0 : 1;'],
    ['atoi, negative', 'return atoi(" -99999999999999999999") == 0 ? 0 : 1;'],
    ['atoi, zeros', 'return atoi("00000000000000000000000000000042") == 42 ? 0 : 1;'],
  ])('a text as long as memory: %s', (_, body) => {
    const compiled = compileProgram({ file: 'test.c', text: inMain(body) });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    const stop = runBounded(createMachine(compiled.value, { memoryBase, argv: ['test'] }), [1]);
    expect(stop).toMatchObject({ kind: 'exit', status: 0 });
  });
});
