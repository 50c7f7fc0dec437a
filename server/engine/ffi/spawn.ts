import koffi from 'koffi';

// Opaque to us: glibc needs 80 and 336 bytes, musl less.
const ACTIONS_BYTES = 256;
const ATTRIBUTES_BYTES = 512;
const POSIX_SPAWN_SETSIGDEF = 0x04;
const POSIX_SPAWN_SETSIGMASK = 0x08;
const SIGSET_BYTES = 128;

const c = koffi.load(null);
const actionsInit = c.func('int posix_spawn_file_actions_init(void *actions)');
const actionsDestroy = c.func('int posix_spawn_file_actions_destroy(void *actions)');
const actionsDup2 = c.func('int posix_spawn_file_actions_adddup2(void *actions, int fd, int newfd)');
const attributesInit = c.func('int posix_spawnattr_init(void *attr)');
const attributesDestroy = c.func('int posix_spawnattr_destroy(void *attr)');
const setFlags = c.func('int posix_spawnattr_setflags(void *attr, short flags)');
const setSignalDefault = c.func('int posix_spawnattr_setsigdefault(void *attr, const void *set)');
const setSignalMask = c.func('int posix_spawnattr_setsigmask(void *attr, const void *set)');
const fillSet = c.func('int sigfillset(void *set)');
const posixSpawn = c.func(
  'int posix_spawn(void *pid, const char *path, const void *actions, const void *attr, const char **argv, const char **envp)',
);

/**
 * Starts a program with `fd` as its 0, 1 and 2 and nothing else of ours. Not child_process: libuv's SIGCHLD handler
 * would eat the ptrace stops of its own children. Node ignores SIGPIPE and an ignored signal stays ignored over exec,
 * so every disposition goes back to the default. Answers the pid, or -errno.
 */
export function spawn(path: string, argv: readonly string[], fd: number): number {
  const pid = Buffer.alloc(4);
  const actions = Buffer.alloc(ACTIONS_BYTES);
  const attributes = Buffer.alloc(ATTRIBUTES_BYTES);
  const all = Buffer.alloc(SIGSET_BYTES);
  actionsInit(actions);
  attributesInit(attributes);
  try {
    for (const target of [0, 1, 2]) actionsDup2(actions, fd, target);
    fillSet(all);
    setSignalDefault(attributes, all);
    setSignalMask(attributes, Buffer.alloc(SIGSET_BYTES));
    setFlags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    const errno = posixSpawn(pid, path, actions, attributes, [...argv, null], [null]) as number;
    return errno === 0 ? pid.readInt32LE(0) : -errno;
  } finally {
    actionsDestroy(actions);
    attributesDestroy(attributes);
  }
}
