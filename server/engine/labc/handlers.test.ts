import { expect, test } from 'vitest';
import { functionAddress } from '#shared/labc/code';
import type { LabMachine } from '#shared/labc/machine';
import { bytesAt, inMain, machineOf, memoryBase, nextCall, shown } from './testing/run.ts';

/** The first function of these programs is the handler. */
const handler = functionAddress(0);

const spoils = 'static int seen;\nstatic void on_signal(int number)\n{\n  close(-1);\n  seen += number;\n}\n';

function sigreturn(machine: LabMachine): void {
  expect(machine.run({ lines: false })).toMatchObject({ kind: 'sigreturn' });
  expect(machine.functionName).toBe('on_signal');
  machine.leaveHandler();
}

test('a handler runs while a call is waited for; errno is the interrupted call’s when it returns', () => {
  const machine = machineOf(
    `${spoils}${inMain('char b; int n = read(0, &b, 1); exit(n == -1 && errno == EINTR ? seen : 0);')}`,
  );
  expect(nextCall(machine).call).toBe('read');
  machine.handle(handler, [14]);
  expect(machine.functionName).toBe('on_signal');
  expect(nextCall(machine)).toMatchObject({ call: 'close', line: 4 });
  machine.resume(-9);
  sigreturn(machine);
  expect(machine.functionName).toBe('main');
  machine.resume(-4);
  expect(machine.run({ lines: false })).toMatchObject({ kind: 'exit', status: 14 });
});

test('what a library function keeps for its call is not touched by a handler’s variables', () => {
  const text =
    'static void on_signal(int number)\n{\n  char big[64];\n  memset(big, 0xff, sizeof big);\n  number++;\n}\n';
  const machine = machineOf(`${text}${inMain('exit(sleep(7));')}`);
  const at = nextCall(machine).args[2] ?? 0;
  machine.handle(handler, [1]);
  sigreturn(machine);
  expect(new DataView(machine.memory.buffer, at - memoryBase, 8).getBigInt64(0, true)).toBe(7n);
  machine.resume(-4);
  expect(machine.run({ lines: false })).toMatchObject({ kind: 'exit', status: 7 });
});

test('handlers nest, and a forked child is in the same ones', () => {
  const machine = machineOf(`${spoils}${inMain('pause(); exit(seen);')}`);
  nextCall(machine);
  machine.handle(handler, [1]);
  nextCall(machine);
  machine.handle(handler, [2]);
  nextCall(machine);
  const child = machine.fork();
  for (const one of [machine, child]) {
    one.resume(-9);
    sigreturn(one);
    one.resume(-9);
    sigreturn(one);
    one.resume(-4);
    expect(one.run({ lines: false })).toMatchObject({ kind: 'exit', status: 3 });
  }
});

test('a handler with three parameters sees what the kernel has laid on the stack, as long as it runs', () => {
  const text =
    'static siginfo_t *kept;\nstatic void on_signal(int number, siginfo_t *info, void *context)\n{\n  kept = info;\n  exit(info->si_status + number + (context == NULL));\n}\n';
  const machine = machineOf(`${text}${inMain('pause(); exit(kept->si_signo);')}`);
  nextCall(machine);
  const info = new Uint8Array(128);
  new DataView(info.buffer).setInt32(24, 40, true);
  machine.handle(handler, [1, 0x7ffc_0000_1000, 0], info);
  expect(machine.run({ lines: false })).toMatchObject({ kind: 'exit', status: 42 });
});

test('an address that is no function of the program’s is SIGSEGV', () => {
  const machine = machineOf(inMain('signal(SIGALRM, (sighandler_t)0x1234L); void (*f)(void) = NULL; f();'));
  nextCall(machine);
  machine.resume(0);
  expect(machine.fork().run({ lines: false })).toMatchObject({
    kind: 'fault',
    signal: 'SIGSEGV',
    message: 'Line 3 uses a NULL pointer: the process gets SIGSEGV.',
  });
  machine.handle(0x1234, [14]);
  expect(machine.run({ lines: false })).toMatchObject({
    message: 'Line 3 calls the address 0x1234, where no function with these parameters is: the process gets SIGSEGV.',
  });
});

test('a pointer to a function is shown by its name, a handler that is none by its own', () => {
  const text = 'static void on_signal(int number)\n{\n  exit(number);\n}\n';
  const machine = machineOf(
    `${text}${inMain('void (*f)(int) = on_signal, (*none)(int) = NULL; sighandler_t off = SIG_IGN, bad = SIG_ERR; puts("x"); f = bad; none = off;')}`,
  );
  const stop = nextCall(machine);
  expect(bytesAt(machine, stop.args[1] ?? 0, 1)).toBe('x');
  expect(shown(machine)).toMatchObject({ f: 'on_signal', none: 'NULL', off: 'SIG_IGN', bad: 'SIG_ERR' });
});
