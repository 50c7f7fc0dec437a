import { fail, failure, ok, type Failure, type Result } from '#shared/base/result';
import * as libc from '../ffi/libc.ts';
import { spawn } from '../ffi/spawn.ts';
import { Actor } from './actor.ts';
import type { Arch, SetupCall } from './arch.ts';
import { actorElf, SCRATCH_BASE } from './elf.ts';
import { syscallFilter } from './filter.ts';

const MFD_CLOEXEC = 1;
const MFD_EXEC = 0x10;
const O_RDWR_CLOEXEC = 0x8_0002;
const PR_SET_NAME = 15;
const PR_SET_NO_NEW_PRIVS = 38;
const PR_SET_SECCOMP = 22;
const SECCOMP_MODE_FILTER = 2;
const LINUX_CAPABILITY_VERSION_3 = 0x2008_0522;
const NOBODY = 65534;

/** The actor's executable, in memory only: no file is left behind whatever happens. */
export interface ActorImage {
  readonly arch: Arch;
  readonly fd: number;
  readonly syscallAddress: number;
  readonly nullFd: number;
}

/** The program of all actors, as a file in memory. Failure: `MEMFD`, where the machine allows none that may be executed. */
export function actorImage(arch: Arch): Result<ActorImage> {
  const { file, syscallAddress } = actorElf(arch, process.pid);
  // MFD_EXEC is refused before Linux 6.3, where every memfd may be executed; from there on a machine may ask for it.
  let fd = libc.memfdCreate('sockscope-program', MFD_CLOEXEC | MFD_EXEC);
  if (fd < 0) fd = libc.memfdCreate('sockscope-program', MFD_CLOEXEC);
  if (fd < 0) return fail(failure('MEMFD', `memfd_create failed with errno ${-fd}: set vm.memfd_noexec to 0 or 1.`));
  libc.write(fd, file, file.length);
  const nullFd = libc.open('/dev/null', O_RDWR_CLOEXEC, 0);
  return ok({ arch, fd, syscallAddress, nullFd });
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

/** What execve(2) and fork(2) mean by these here, and what helps. */
function whyNotStarted(errno: number): string {
  switch (errno) {
    case 7: // E2BIG
      return 'its arguments are too long; shorten its args in lesson.md.';
    case 11: // EAGAIN
      return 'this user may have no more processes; end some, or raise ulimit -u.';
    case 12: // ENOMEM
      return 'there is no memory left; end other programs.';
    default:
      return `errno ${errno}; run sockscope doctor.`;
  }
}

/**
 * Starts a program's process in the calling thread's namespaces: named, rooted in the lab's own folder (`root`, the
 * host's tmpfs), without any capability and without a way to a new one, and held by the kernel to the calls that a lab
 * has. `dropUser`: the engine is the machine's root, so the program becomes nobody; in a user namespace uid 0 is the
 * plain user outside.
 */
export function startActor(
  image: ActorImage,
  name: string,
  argv: readonly string[],
  root: string,
  dropUser: boolean,
): Result<Actor> {
  const pid = spawn(`/proc/self/fd/${image.fd}`, argv, image.nullFd);
  if (pid < 0) return fail(failure('SPAWN', `The process of ${name} could not be started: ${whyNotStarted(-pid)}`));
  const actor = new Actor(pid, image.arch, image.syscallAddress);
  const refuse = (error: Failure): Result<Actor> => {
    libc.kill(pid, 9);
    actor.close();
    return fail(error);
  };
  const seized = actor.seize();
  if (!seized.ok) return refuse(seized.error);
  const header = Buffer.alloc(32); // struct __user_cap_header_struct, then two of data, all zero
  header.writeUInt32LE(LINUX_CAPABILITY_VERSION_3, 0);
  const steps: [SetupCall, number[], Buffer?][] = [
    // Whatever the engine inherited from the shell that started it: the program's first socket must be 3.
    ['close_range', [3, 0xffff_ffff, 0]],
    ['prctl', [PR_SET_NAME, SCRATCH_BASE], text(name.slice(0, 15))],
    ['chdir', [SCRATCH_BASE], text(root)],
    ['chroot', [SCRATCH_BASE], text('.')],
    ...(dropUser
      ? ([
          ['setgroups', [0, 0]],
          ['setresgid', [NOBODY, NOBODY, NOBODY]],
          ['setresuid', [NOBODY, NOBODY, NOBODY]],
        ] as [SetupCall, number[]][])
      : []),
    ['capset', [SCRATCH_BASE, SCRATCH_BASE + 8], header],
    ['prctl', [PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0]],
    // The last: what it refuses could not be set up any more.
    ['prctl', [PR_SET_SECCOMP, SECCOMP_MODE_FILTER, SCRATCH_BASE], syscallFilter(image.arch.name)],
  ];
  for (const [call, args, scratch] of steps) {
    const result = actor.setup(call, args, scratch);
    if (result < 0) return refuse(failure('SETUP', `${call} failed with errno ${-result} while a program was set up.`));
  }
  return ok(actor);
}
