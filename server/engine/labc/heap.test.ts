import { describe, expect, test } from 'vitest';
import type { LabMachine } from '#shared/labc/machine';
import { inMain, machineOf, nextCall, shown } from './testing/run.ts';

describe('memory that the kernel gives', () => {
  const heap = 0x20000000;
  const block = 0x7f0000000000;

  /** Answers malloc's first calls; the machine stands behind them. */
  function withHeap(machine: LabMachine): void {
    for (const result of [8, heap, heap + 0x21000]) {
      nextCall(machine);
      machine.resume(result);
    }
  }

  test('what the program writes on its heap is handed over from there', () => {
    const machine = machineOf(inMain('char *p = malloc(16); strcpy(p, "abc"); write(1, p, 3);'));
    withHeap(machine);
    const { args } = nextCall(machine);
    expect(args[1]).toBe(heap + 0x290 + 16);
    const writes = machine.takeWrites().map(({ address, bytes }) => [address, bytes.slice()]);
    expect(writes).toContainEqual([heap + 0x2a0, Uint8Array.of(97, 98, 99, 0)]);
    expect(machine.takeWrites()).toEqual([]);
  });

  test('exactly what the kernel wrote is fetched from the process', () => {
    const machine = machineOf(
      inMain('char *p = malloc(16); ssize_t n = recv(3, p, 16, 0); write(1, p, n); if (p[2] == 0) exit(4);'),
    );
    withHeap(machine);
    const { args } = nextCall(machine);
    const asked: number[][] = [];
    machine.resume(2, (address, length) => {
      asked.push([address, length]);
      return Uint8Array.of(104, 105);
    });
    expect(asked).toEqual([[args[1], 2]]);
    expect(shown(machine)).toMatchObject({ p: '"hi"' });
    nextCall(machine);
    machine.resume(2);
    expect(machine.run({ lines: false })).toMatchObject({ kind: 'exit', status: 4 });
  });

  test('after fork both have a heap of their own', () => {
    const parent = machineOf(
      inMain(
        'char *p = malloc(9); *p = 1; int who = getpid(); *p += who; free(p); exit(*(char *)malloc(9) + (p == NULL));',
      ),
    );
    withHeap(parent);
    nextCall(parent);
    const child = parent.fork();
    parent.resume(20);
    child.resume(10);
    expect([parent.run({ lines: false }), child.run({ lines: false })]).toMatchObject([{ status: 21 }, { status: 11 }]);
  });

  test('a block that mmap gave is gone after free', () => {
    const machine = machineOf(inMain('char *p = malloc(1 << 20);\np[5] = 1; free(p);\np[5] = 2;'));
    withHeap(machine);
    expect(nextCall(machine)).toMatchObject({
      call: 'mmap',
      api: 'malloc',
      args: [0, (1 << 20) + 4096, 3, 0x22, -1, 0],
    });
    machine.resume(block);
    expect(nextCall(machine)).toMatchObject({
      call: 'munmap',
      api: 'free',
      args: [block, (1 << 20) + 4096, 0, 0, 0, 0],
    });
    machine.resume(0);
    expect(machine.run({ lines: false })).toMatchObject({ kind: 'fault', signal: 'SIGSEGV', line: 5 });
  });

  test('no memory: NULL and ENOMEM', () => {
    const machine = machineOf(inMain('char *p = malloc(1 << 20); if (p == NULL && errno == ENOMEM) exit(6);'));
    withHeap(machine);
    nextCall(machine);
    machine.resume(-12);
    expect(machine.run({ lines: false })).toMatchObject({ status: 6 });
  });

  const misuse: Readonly<Record<string, readonly [body: string, signal: string, message: string]>> = {
    'free twice': [
      'free(p);\nfree(p);',
      'SIGABRT',
      'Line 5 gives free memory that was given back already: the process gets SIGABRT.',
    ],
    'free of a variable': [
      'int n = 0;\nfree(&n);',
      'SIGABRT',
      'Line 5 gives free a pointer that malloc did not make: the process gets SIGABRT.',
    ],
    'more than a program may have': [
      '\nmalloc(20000000);',
      'SIGKILL',
      'Line 5 asks for more than the 16 MiB that a program in the lab has: it was ended; ask for less.',
    ],
  };

  test.each(Object.entries(misuse))('%s', (_, [body, signal, message]) => {
    const machine = machineOf(inMain(`char *p = malloc(16); p[0] = 1;\n${body}`));
    withHeap(machine);
    expect(machine.run({ lines: false })).toEqual({ kind: 'fault', signal, message, line: 5 });
  });
});
