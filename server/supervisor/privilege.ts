import { readFileSync } from 'node:fs';

/** How a lab gets namespaces of its own: with the rights it was started with, or inside a user namespace. */
export type Privilege = 'root' | 'user';

/** capability.h: what unshare(CLONE_NEWNET, CLONE_NEWNS), mounts, interfaces and packet sockets want. */
const CAP_NET_ADMIN = 12n;
const CAP_NET_RAW = 13n;
const CAP_SYS_ADMIN = 21n;

/**
 * `root` where the effective capabilities allow plain network and mount namespaces, and packets to be seen in them. Root without
 * them (a container; Podman's have no CAP_NET_RAW unless asked for) goes the plain user's way: inside a user namespace it has
 * every capability over what it makes there.
 */
export function privilegeOf(status: string): Privilege {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1];
  if (effective === undefined) return 'user';
  const bits = BigInt(`0x${effective}`);
  const has = (capability: bigint): boolean => ((bits >> capability) & 1n) === 1n;
  return has(CAP_NET_ADMIN) && has(CAP_NET_RAW) && has(CAP_SYS_ADMIN) ? 'root' : 'user';
}

/** This process's privilege, from /proc/self/status (proc_pid_status(5)). */
export function ownPrivilege(): Privilege {
  try {
    return privilegeOf(readFileSync('/proc/self/status', 'utf8'));
  } catch {
    return 'user';
  }
}

/**
 * unshare(1)'s arguments in front of an engine. As root a user namespace is avoided: inside one, root loses access to
 * other users' files (the lessons may lie in a folder of mode 0700).
 */
export function unshareArguments(privilege: Privilege): readonly string[] {
  return privilege === 'root' ? ['-n', '-m', '--'] : ['-U', '-r', '-n', '-m', '--'];
}
