/**
 * What the engine must know of a processor to make a process perform a system call: as data, so that another
 * architecture is another entry. Register offsets are bytes into the general purpose register set that ptrace reads
 * and writes (struct user_regs_struct on x86-64, struct user_pt_regs on arm64).
 */
export interface Arch {
  readonly name: 'x64' | 'arm64';
  readonly elfMachine: number;
  readonly registerBytes: number;
  readonly offset: {
    readonly callNumber: number;
    readonly args: readonly [number, number, number, number, number, number];
    readonly result: number;
    readonly pc: number;
    readonly sp: number;
  };
  /**
   * struct rt_sigframe, which the kernel lays on the stack for a handler (sigaction(2), kernel/signal.c of each architecture), in bytes from the
   * stack pointer at the handler's first instruction: the mask that comes back, and what the interrupted code's result and place are.
   * `popped`: what the handler's own return takes off before rt_sigreturn.
   */
  readonly signalFrame: {
    readonly popped: number;
    readonly mask: number;
    readonly result: number;
    readonly pc: number;
  };
  /** restart_syscall(2): the kernel's own way to go on with a call that a signal interrupted. */
  readonly restartCall: number;
  /** x86-64 restarts an interrupted call by orig_rax; -1 there says "no call to restart". null where there is none. */
  readonly restartOffset: number | null;
  /** The program: die with the engine, then pause() for ever. `syscallAt`: offset of the syscall instruction to reuse. */
  readonly code: (enginePid: number) => { readonly bytes: Uint8Array; readonly syscallAt: number };
  /** System call numbers that only the engine needs, to set a process up. */
  readonly setup: Readonly<Record<SetupCall, number>>;
}

export type SetupCall =
  'prctl' | 'chdir' | 'chroot' | 'capset' | 'setgroups' | 'setresgid' | 'setresuid' | 'close_range';

const le32 = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255];

// prctl(PR_SET_PDEATHSIG, SIGKILL) closes the moment between posix_spawn and PTRACE_O_EXITKILL; getppid() tells
// whether the engine died even before that.
const x64Code = (enginePid: number): { bytes: Uint8Array; syscallAt: number } => {
  const start = [
    ...[0xb8, ...le32(157)], // mov eax, SYS_prctl
    ...[0xbf, ...le32(1)], // mov edi, PR_SET_PDEATHSIG
    ...[0xbe, ...le32(9)], // mov esi, SIGKILL
    ...[0x0f, 0x05], // syscall
    ...[0xb8, ...le32(110)], // mov eax, SYS_getppid
    ...[0x0f, 0x05], // syscall
    ...[0x3d, ...le32(enginePid)], // cmp eax, engine
    ...[0x75, 0x09], // jne die
  ];
  const loop = [
    ...[0xb8, ...le32(34)], // mov eax, SYS_pause
    ...[0x0f, 0x05], // syscall
    ...[0xeb, 0xf7], // jmp loop
  ];
  const die = [...[0xb8, ...le32(231)], ...[0x0f, 0x05]]; // exit_group
  return { bytes: Uint8Array.from([...start, ...loop, ...die]), syscallAt: start.length + 5 };
};

const word = (...words: number[]): number[] => words.flatMap(le32);
const movz = (register: number, value: number): number => 0xd2800000 | (value << 5) | register;

// Written from the Arm A64 encoding, and not yet run on a machine: probe says so.
const arm64Code = (enginePid: number): { bytes: Uint8Array; syscallAt: number } => {
  const svc = 0xd4000001;
  const start = word(
    movz(8, 167), // prctl
    movz(0, 1),
    movz(1, 9),
    svc,
    movz(8, 173), // getppid
    svc,
    movz(1, enginePid & 0xffff),
    0xf2a00000 | (((enginePid >>> 16) & 0xffff) << 5) | 1, // movk x1, #high, lsl 16
    0xeb01001f, // cmp x0, x1
    0x54000101, // b.ne die (eight instructions on)
  );
  // arm64 has no pause(2): ppoll(NULL, 0, NULL, NULL) sleeps as well.
  const loop = word(movz(8, 73), movz(0, 0), movz(1, 0), movz(2, 0), movz(3, 0), svc, 0x17fffffa /* b loop */);
  const die = word(movz(8, 94), svc); // exit_group
  return { bytes: Uint8Array.from([...start, ...loop, ...die]), syscallAt: start.length + 20 };
};

export const architectures: Readonly<Record<Arch['name'], Arch>> = {
  x64: {
    name: 'x64',
    elfMachine: 62,
    registerBytes: 216,
    // r10 (56), not rcx, is the kernel's fourth argument; rcx and r11 are clobbered by syscall.
    offset: { callNumber: 80, args: [112, 104, 96, 56, 72, 64], result: 80, pc: 128, sp: 152 },
    signalFrame: { popped: 8, mask: 304, result: 152, pc: 176 },
    restartCall: 219,
    restartOffset: 120,
    code: x64Code,
    setup: {
      prctl: 157,
      chdir: 80,
      chroot: 161,
      capset: 126,
      setgroups: 116,
      setresgid: 119,
      setresuid: 117,
      close_range: 436,
    },
  },
  arm64: {
    name: 'arm64',
    elfMachine: 183,
    registerBytes: 272,
    offset: { callNumber: 64, args: [0, 8, 16, 24, 32, 40], result: 0, pc: 256, sp: 248 },
    signalFrame: { popped: 0, mask: 168, result: 312, pc: 568 },
    restartCall: 128,
    restartOffset: null,
    code: arm64Code,
    setup: {
      prctl: 167,
      chdir: 49,
      chroot: 51,
      capset: 91,
      setgroups: 159,
      setresgid: 149,
      setresuid: 147,
      close_range: 436,
    },
  },
};
