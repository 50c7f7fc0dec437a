import { fail, failure, ok, type Result } from '#shared/base/result';
import { open, setns, unshare } from '../ffi/libc.ts';

const CLONE_NEWNET = 0x4000_0000;
const O_CLOEXEC = 0o2000000;

/** A descriptor of the network namespace in which the calling thread is now (namespaces(7)), or -errno. */
export const currentNetns = (): number => open('/proc/thread-self/ns/net', O_CLOEXEC, 0);

/**
 * Does `work` in another network namespace and comes back to the engine's. Sockets and devices made there stay there. Only the
 * calling thread moves: `work` must be synchronous.
 */
export function inNetns<T>(netnsFd: number, engineNetnsFd: number, work: () => T): T {
  enter(netnsFd);
  try {
    return work();
  } finally {
    enter(engineNetnsFd);
  }
}

function enter(netnsFd: number): void {
  const entered = setns(netnsFd, CLONE_NEWNET);
  if (entered < 0) throw new Error(`setns to a network namespace failed (errno ${-entered})`);
}

/** A new network namespace, as a descriptor that keeps it alive; the thread comes back to the engine's. */
export function createNetns(engineNetnsFd: number): Result<number> {
  const made = unshare(CLONE_NEWNET);
  if (made < 0)
    return fail(
      failure(
        'netns',
        made === -28
          ? 'No more network namespaces are allowed: raise /proc/sys/user/max_net_namespaces.'
          : `A network namespace cannot be made (errno ${-made}): run with CAP_SYS_ADMIN or allow user namespaces.`,
      ),
    );
  const fd = currentNetns();
  const back = setns(engineNetnsFd, CLONE_NEWNET);
  if (fd < 0 || back < 0) throw new Error(`a new network namespace could not be kept (errno ${-Math.min(fd, back)})`);
  return ok(fd);
}
