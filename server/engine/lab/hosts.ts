import { fail, failure, ok, type Result } from '#shared/base/result';
import type { HostName } from '#shared/events/common';
import * as libc from '../ffi/libc.ts';
import { restoreLimits, shrinkHostTables } from '../wire/sysctls.ts';

const CLONE_FS = 0x200;
const CLONE_NEWNS = 0x2_0000;
const CLONE_NEWNET = 0x4000_0000;
const O_RDONLY_CLOEXEC = 0x8_0000;
const MS_NOSUID_NODEV_NOEXEC = 2 | 4 | 8;

/** Where each host has its own tmpfs: the working directory, and after chroot the whole file system, of its programs. */
export const HOST_FOLDER = '/tmp';

/** The network and mount namespaces of one place: a host of the lab, or the engine's own. */
export interface Namespaces {
  readonly net: number;
  readonly mount: number;
}

export interface Host extends Namespaces {
  readonly name: HostName;
  readonly address: string;
}

const openCurrent = (): Namespaces => ({
  net: libc.open('/proc/thread-self/ns/net', O_RDONLY_CLOEXEC, 0),
  mount: libc.open('/proc/thread-self/ns/mnt', O_RDONLY_CLOEXEC, 0),
});

/** Puts the calling thread into these namespaces; what it opens and starts there stays there. */
function enter(namespaces: Namespaces): void {
  const net = libc.setns(namespaces.net, CLONE_NEWNET);
  const mount = libc.setns(namespaces.mount, CLONE_NEWNS);
  if (net < 0 || mount < 0) throw new Error(`setns failed: net ${net}, mount ${mount}`);
}

/** Runs `work` with the calling thread inside a host, and comes back to the engine's own namespaces. */
export function within<T>(host: Namespaces, home: Namespaces, work: () => T): T {
  enter(host);
  try {
    return work();
  } finally {
    enter(home);
  }
}

/**
 * Makes the lab's hosts: each a network namespace and a mount namespace with a small tmpfs of its own. They live as
 * long as the engine holds them open, so nothing is left when it dies. The thread must be the main one: setns(2) of a
 * mount namespace wants a file system context that no other thread shares, hence CLONE_FS first.
 */
export function makeHosts(
  addresses: readonly { readonly name: HostName; readonly address: string }[],
): Result<{ readonly home: Namespaces; readonly hosts: readonly Host[] }> {
  const alone = libc.unshare(CLONE_FS);
  if (alone < 0) return fail(failure('UNSHARE_FS', `unshare(CLONE_FS) failed with errno ${-alone}.`));
  const home = openCurrent();
  const tables = shrinkHostTables();
  const hosts: Host[] = [];
  for (const { name, address } of addresses) {
    const unshared = libc.unshare(CLONE_NEWNET | CLONE_NEWNS);
    if (unshared < 0) {
      return fail(
        failure('UNSHARE', `A host's namespaces could not be made (errno ${-unshared}): run sockscope doctor.`),
      );
    }
    const mounted = libc.mount('tmpfs', HOST_FOLDER, 'tmpfs', MS_NOSUID_NODEV_NOEXEC, 'size=1m,nr_inodes=1k,mode=0777');
    if (mounted < 0) {
      return fail(failure('TMPFS', `A tmpfs could not be mounted (errno ${-mounted}): run sockscope doctor.`));
    }
    restoreLimits(tables);
    hosts.push({ name, address, ...openCurrent() });
    enter(home);
  }
  return ok({ home, hosts });
}
