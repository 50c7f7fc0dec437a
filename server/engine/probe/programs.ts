import type { Capability } from '#shared/protocol/rest';
import { architectures, type Arch } from '../actor/arch.ts';
import { actorImage, startActor } from '../actor/start.ts';
import { pidfdOpen, withDescriptor } from '../ffi/pidfd.ts';
import { close, kill } from '../ffi/libc.ts';
import { waitpid } from '../ffi/ptrace.ts';
import { HOST_FOLDER } from '../lab/hosts.ts';
import { absent, present, refused } from './capability.ts';

const SIGKILL = 9;
const __WALL = 0x4000_0000;

const ptraceName = 'System calls (ptrace)';
const pidfdName = 'Descriptors of a program (pidfd_getfd)';

/**
 * Starts a program's process as a lab would, in the current namespaces, makes it perform calls, and ends it. `dropUser`: as for
 * startActor.
 */
export function tryProgram(dropUser: boolean): Capability[] {
  const arch = architectures[process.arch as Arch['name']] as Arch | undefined;
  if (!arch)
    return [absent('ptrace', ptraceName, `programs are not made for ${process.arch} yet`, 'Use an x86-64 machine.')];
  const image = actorImage(arch);
  if (!image.ok) return [refused('ptrace', ptraceName, image.error)];
  const actor = startActor(image.value, 'probe', ['probe'], HOST_FOLDER, dropUser);
  if (!actor.ok)
    return [absent('ptrace', ptraceName, actor.error.message.replace(/\.$/, ''), enablePrograms(actor.error.message))];
  const { pid } = actor.value;
  const pidfd = pidfdOpen(pid);
  const seen = pidfd >= 0 && withDescriptor(pidfd, 0, () => true) === true;
  if (pidfd >= 0) close(pidfd);
  kill(pid, SIGKILL);
  waitpid(pid, Buffer.alloc(4), __WALL);
  actor.value.close();
  close(image.value.fd);
  close(image.value.nullFd);
  return [
    present('ptrace', ptraceName, 'a process of our own was seized and made system calls'),
    seen
      ? present('pidfd_getfd', pidfdName, 'a descriptor of our own process was looked at')
      : absent(
          'pidfd_getfd',
          pidfdName,
          'the kernel gave no duplicate: sockets that were never bound show no state',
          'Use Linux 5.6 or newer; in a container: --cap-add SYS_PTRACE.',
        ),
  ];
}

/** Podman's seccomp filter allows chroot() where the container has the capability, whatever a user namespace in it has. */
export const enablePrograms = (why: string): string =>
  why.includes('chroot')
    ? 'In a container: --cap-add SYS_CHROOT.'
    : 'In a container: --cap-add SYS_PTRACE --security-opt seccomp=unconfined; else: sysctl kernel.yama.ptrace_scope=1.';
