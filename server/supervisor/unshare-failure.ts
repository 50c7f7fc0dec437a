import type { ProbeOutcome } from './preflight.ts';
import type { Privilege } from './privilege.ts';

export interface UnshareFailure {
  readonly sentence: string;
  /** What unshare(1) said. */
  readonly why: string;
  readonly enable: string;
}

/**
 * What unshare(1)'s failure means. The kernel has three ways to refuse (user_namespaces(7), namespaces(7)): EPERM, from
 * a seccomp filter such as Docker's or from the sysctl kernel.unprivileged_userns_clone=0; ENOSPC, a limit of 0 in
 * /proc/sys/user; and EPERM on writing uid_map, Ubuntu's AppArmor, which may refuse the first mount instead, as Docker's does; root
 * that lacks CAP_SETFCAP may not map itself either (Linux 5.12, user_namespaces(7)). `uid`: whose process it was. Null where
 * unshare itself did not fail.
 */
export function explainUnshare(outcome: ProbeOutcome, privilege: Privilege, uid: number): UnshareFailure | null {
  if (outcome.startError === 'ENOENT') {
    return {
      sentence: 'There is no unshare command on this machine.',
      why: 'unshare was not found in PATH',
      enable: 'Install util-linux, which has it.',
    };
  }
  const why = /^unshare: .*$/m.exec(outcome.stderr)?.[0];
  if (why === undefined) return null;
  if (/unrecognized option|invalid option/.test(why)) {
    return {
      sentence: 'The unshare command here is too old or too small.',
      why,
      enable: 'Install util-linux 2.33 or newer.',
    };
  }
  if (/No space left/.test(why)) {
    return {
      sentence: 'The limit for namespaces is reached or is 0.',
      why,
      enable:
        'As root: sysctl user.max_user_namespaces=10000 user.max_net_namespaces=10000 user.max_mnt_namespaces=10000',
    };
  }
  if (/uid_map|setgroups|gid_map/.test(why)) {
    if (uid === 0) {
      return {
        sentence: 'Root may not use a user namespace here, for want of CAP_SETFCAP.',
        why,
        enable: 'Start the container with --cap-add SETFCAP --cap-add SYS_CHROOT.',
      };
    }
    return {
      sentence: 'AppArmor keeps plain users from using a user namespace (as Ubuntu does since 23.10).',
      why,
      enable: 'As root: sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run Sockscope as root.',
    };
  }
  if (/root filesystem propagation/.test(why)) {
    return {
      sentence: 'AppArmor does not allow mounts here.',
      why,
      enable:
        'In a Docker container: --security-opt apparmor=unconfined; else, as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0.',
    };
  }
  if (/Operation not permitted|Permission denied/.test(why)) {
    return privilege === 'root'
      ? {
          sentence: 'This machine does not let even root make namespaces.',
          why,
          enable:
            'In a container: start it with --cap-add SYS_ADMIN --cap-add NET_ADMIN --security-opt seccomp=unconfined.',
        }
      : {
          sentence: 'This machine does not let plain users make namespaces.',
          why,
          enable:
            'As root: sysctl kernel.unprivileged_userns_clone=1; in a Docker container: --security-opt seccomp=unconfined.',
        };
  }
  return { sentence: 'unshare failed.', why, enable: 'See unshare(1) for what it says.' };
}
