import { describe, expect, test } from 'vitest';
import { createMachine } from './machine.ts';
import { bytesAt, compiled, inMain, machineOf, memoryBase, nextCall, runInterpreted } from './testing/run.ts';

describe("system calls have the kernel's names and arguments", () => {
  const cases: Readonly<Record<string, readonly [source: string, call: string, args: readonly number[]]>> = {
    socket: ['socket(AF_INET, SOCK_STREAM, 0)', 'socket', [2, 1, 0, 0, 0, 0]],
    send: ['send(3, NULL, 5, MSG_NOSIGNAL)', 'sendto', [3, 0, 5, 0x4000, 0, 0]],
    recv: ['recv(3, NULL, 128, 0)', 'recvfrom', [3, 0, 128, 0, 0, 0]],
    accept: ['accept(3, NULL, NULL)', 'accept', [3, 0, 0, 0, 0, 0]],
    accept4: ['accept4(3, NULL, NULL, SOCK_CLOEXEC)', 'accept4', [3, 0, 0, 0o2000000, 0, 0]],
    shutdown: ['shutdown(4, SHUT_WR)', 'shutdown', [4, 1, 0, 0, 0, 0]],
    'a negative descriptor': ['close(-1)', 'close', [-1, 0, 0, 0, 0, 0]],
    'a length of (size_t)-1': ['write(1, NULL, (size_t)-1)', 'write', [1, 0, -1, 0, 0, 0]],
    getpid: ['getpid()', 'getpid', [0, 0, 0, 0, 0, 0]],
    dup2: ['dup2(3, 4)', 'dup2', [3, 4, 0, 0, 0, 0]],
  };

  test.each(Object.entries(cases))('%s', (_, [source, call, args]) => {
    const machine = machineOf(inMain(`\n  ${source};`));
    expect(machine.run({ lines: false })).toEqual({
      kind: 'syscall',
      call,
      api: source.slice(0, source.indexOf('(')),
      line: 4,
      args,
    });
  });

  test('sleep is clock_nanosleep with its time in memory', () => {
    const machine = machineOf(inMain('unsigned left = sleep(3); if (left == 2) puts("woken");'));
    const stop = nextCall(machine);
    const at = stop.args[2] ?? 0;
    expect(stop).toMatchObject({ call: 'clock_nanosleep', api: 'sleep', args: [0, 0, at, at, 0, 0] });
    const time = new DataView(machine.memory.buffer, at - memoryBase, 16);
    expect([time.getBigInt64(0, true), time.getBigInt64(8, true)]).toEqual([3n, 0n]);
    time.setBigInt64(0, 2n, true);
    machine.resume(-4);
    const woken = nextCall(machine);
    expect(bytesAt(machine, woken.args[1] ?? 0, woken.args[2] ?? 0)).toBe('woken\n');
  });

  test('printf and perror are one write each, also from a call deep inside', () => {
    const machine = machineOf(
      `void deep(int n) { if (n > 0) deep(n - 1); else perror("deep"); }\n${inMain('errno = EPIPE; deep(3); fprintf(stderr, "%d\\n", 7);')}`,
    );
    const first = nextCall(machine);
    expect(first).toMatchObject({ call: 'write', api: 'perror', args: [2, expect.any(Number), 18, 0, 0, 0] });
    expect(bytesAt(machine, first.args[1] ?? 0, first.args[2] ?? 0)).toBe('deep: Broken pipe\n');
    machine.resume(18);
    expect(nextCall(machine)).toMatchObject({
      call: 'write',
      api: 'fprintf',
      args: [2, expect.any(Number), 2, 0, 0, 0],
    });
  });

  test('a failed call gives -1 and errno', () => {
    const machine = machineOf(inMain('int r = connect(3, NULL, 0); if (r == -1 && errno == ECONNREFUSED) exit(42);'));
    nextCall(machine);
    machine.resume(-111);
    expect(machine.run({ lines: false })).toEqual({ kind: 'exit', status: 42, line: 3 });
  });

  test('a result below -4095 is no error', () => {
    const machine = machineOf(inMain('long r = read(3, NULL, 0); if (r == -5000) exit(7);'));
    nextCall(machine);
    machine.resume(-5000);
    expect(machine.run({ lines: false })).toMatchObject({ status: 7 });
  });
});

describe('memory', () => {
  test('what changed is told once, and covers what a call points to', () => {
    const machine = machineOf(
      inMain('char buf[8] = "hello"; send(3, buf, 5, 0); send(3, buf, 5, 0); buf[1] = 97; send(3, buf, 5, 0);'),
    );
    const first = nextCall(machine);
    const offset = (first.args[1] ?? 0) - memoryBase;
    const dirty = machine.takeDirty();
    expect(dirty?.from).toBe(0);
    expect(dirty?.to).toBeGreaterThanOrEqual(offset + 5);
    expect(bytesAt(machine, first.args[1] ?? 0, 5)).toBe('hello');
    machine.resume(5);
    nextCall(machine);
    expect(machine.takeDirty()).toBeNull();
    machine.resume(5);
    nextCall(machine);
    expect(machine.takeDirty()).toEqual({ from: offset + 1, to: offset + 2 });
  });

  test('the command line lies in memory', () => {
    const machine = createMachine(
      compiled(inMain('write(1, argv[1], 3); write(1, argv[0], 1); if (argv[2] == NULL) exit(9);')),
      {
        memoryBase,
        argv: ['prog', '10.0.0.1'],
      },
    );
    const first = nextCall(machine);
    expect(bytesAt(machine, first.args[1] ?? 0, 9)).toBe('10.0.0.1\0');
    machine.resume(3);
    expect(bytesAt(machine, nextCall(machine).args[1] ?? 0, 5)).toBe('prog\0');
    machine.resume(1);
    expect(machine.run({ lines: false })).toMatchObject({ status: 9 });
  });

  test('a program with large arrays has more memory', () => {
    expect(machineOf(inMain('char big[100000]; big[99999] = 1;')).memory.length).toBeGreaterThan(100_000);
    expect(machineOf(inMain('')).memory.length).toBe(0x10000);
  });
});

describe('what would kill a process ends the machine with a sentence', () => {
  const faults: Readonly<Record<string, readonly [body: string, signal: string, message: string]>> = {
    'a NULL pointer': ['int *p = NULL;\n*p = 1;', 'SIGSEGV', 'Line 4 uses a NULL pointer: the process gets SIGSEGV.'],
    'a member behind a NULL pointer': [
      'struct sockaddr_in *p = NULL;\np->sin_port = 1;',
      'SIGSEGV',
      'Line 4 uses a NULL pointer: the process gets SIGSEGV.',
    ],
    'an index far outside': [
      'char b[4];\nb[1 << 20] = 1;',
      'SIGSEGV',
      expect.stringMatching(/^Line 4 uses the address 0x[0-9a-f]+, which is not the program's memory: /) as string,
    ],
    'a negative pointer': [
      'char *p = (char *)-1L;\nreturn *p;',
      'SIGSEGV',
      expect.stringContaining('0xffffffffffffffff') as string,
    ],
    'writing to a string constant': [
      'char *s = "abc";\ns[0] = 65;',
      'SIGSEGV',
      'Line 4 writes into a string constant, which cannot be changed: the process gets SIGSEGV.',
    ],
    'strcpy from NULL': [
      'char b[4];\nstrcpy(b, NULL);',
      'SIGSEGV',
      'Line 4 uses a NULL pointer: the process gets SIGSEGV.',
    ],
    'division by zero': [
      'int zero = 0;\nreturn 5 / zero;',
      'SIGFPE',
      'Line 4 divides by zero: the process gets SIGFPE.',
    ],
    'INT_MIN / -1': [
      'int n = INT_MIN;\nint m = -1; return n % m;',
      'SIGFPE',
      'Line 4 divides by zero: the process gets SIGFPE.',
    ],
  };

  test.each(Object.entries(faults))('%s', (_, [body, signal, message]) => {
    const machine = machineOf(inMain(body));
    const stop = machine.run({ lines: false });
    expect(stop).toEqual({ kind: 'fault', signal, message, line: 4 });
    expect(machine.run({ lines: false })).toBe(stop);
  });

  test('endless recursion fills the stack', () => {
    const { end } = runInterpreted(`int down(int n)\n{\n  return down(n + 1);\n}\n${inMain('down(0);')}`);
    expect(end).toMatchObject({
      signal: 'SIGSEGV',
      line: 3,
      message: expect.stringContaining('more deeply than the stack holds') as string,
    });
  });

  test('an endless loop is ended; system calls renew the budget', () => {
    const options = { memoryBase, argv: ['x'], stepBudget: 1000 };
    const endless = createMachine(compiled(inMain('int i = 0;\nwhile (1)\ni++;')), options);
    expect(endless.run({ lines: false })).toMatchObject({
      kind: 'fault',
      signal: 'SIGXCPU',
      message: expect.stringContaining('1000 steps') as string,
    });
    const busy = createMachine(compiled(inMain('for (int i = 0; i < 500; i++) getpid();')), options);
    for (let i = 0; i < 500; i++) {
      nextCall(busy);
      busy.resume(7);
    }
    expect(busy.run({ lines: false })).toMatchObject({ kind: 'exit', status: 1 });
  });
});

/** The lines that a program stops at. */
function lines(text: string): number[] {
  const machine = machineOf(text);
  const seen: number[] = [];
  for (let i = 0; i < 100; i++) {
    const stop = machine.run({ lines: true });
    if (stop.kind === 'exit') return seen;
    if (stop.kind === 'syscall') machine.resume(0);
    else seen.push(stop.line);
  }
  throw new Error('it does not end');
}

describe('stepping by lines', () => {
  test('a loop visits its condition and its body', () => {
    expect(lines('int main(void)\n{\n  int i = 0;\n  while (i < 2)\n    i++;\n  return 0;\n}\n')).toEqual([
      3, 4, 5, 4, 5, 4, 6,
    ]);
    expect(
      lines('int main(void)\n{\n  int s = 0;\n  for (int i = 0; i < 2; i++)\n    s += i;\n  return s;\n}\n'),
    ).toEqual([3, 4, 5, 4, 5, 4, 6]);
  });

  test('a call steps into the function and comes back', () => {
    const text =
      'int twice(int n)\n{\n  return n * 2;\n}\nint main(void)\n{\n  int a = twice(1) +\n    twice(2);\n  return a;\n}\n';
    expect(lines(text)).toEqual([7, 3, 3, 9]);
  });

  test('if and else, declarations without a value are passed over', () => {
    expect(
      lines('int main(void)\n{\n  int a;\n  a = 1;\n  if (a == 2)\n    a = 3;\n  else\n    a = 4;\n  return a;\n}\n'),
    ).toEqual([4, 5, 8, 9]);
  });

  test('a call of several lines stops where its name stands', () => {
    const machine = machineOf('int main(void)\n{\n  int r =\n    send(3,\n      "a", 1, 0);\n  return r;\n}\n');
    expect(machine.run({ lines: true })).toEqual({ kind: 'line', line: 3 });
    expect(machine.run({ lines: true })).toMatchObject({ kind: 'syscall', line: 4 });
    expect(machine.line).toBe(4);
  });
});

describe('fork', () => {
  test('both go on from the same call with memories of their own', () => {
    const parent = machineOf(
      inMain(
        'int who = 7; char text[8] = "same"; who = getpid(); if (who == 0) text[0] = 67; else text[0] = 80; write(1, text, 4); exit(who);',
      ),
    );
    nextCall(parent);
    parent.takeDirty();
    const child = parent.fork();
    parent.resume(99);
    child.resume(0);
    const [ofParent, ofChild] = [nextCall(parent), nextCall(child)];
    expect(bytesAt(parent, ofParent.args[1] ?? 0, 4)).toBe('Pame');
    expect(bytesAt(child, ofChild.args[1] ?? 0, 4)).toBe('Came');
    expect(child.takeDirty()).toEqual(parent.takeDirty());
    parent.resume(4);
    child.resume(4);
    expect(parent.run({ lines: false })).toMatchObject({ kind: 'exit', status: 99 });
    expect(child.run({ lines: false })).toMatchObject({ kind: 'exit', status: 0 });
  });

  test('a call waited for deep inside functions returns in both', () => {
    const text = `int ask(int n) { return n == 0 ? (int)getpid() : ask(n - 1) + 1; }\n${inMain('exit(ask(4));')}`;
    const parent = machineOf(text);
    nextCall(parent);
    const child = parent.fork();
    child.resume(10);
    parent.resume(20);
    expect([parent.run({ lines: false }), child.run({ lines: false })]).toMatchObject([{ status: 24 }, { status: 14 }]);
  });
});
