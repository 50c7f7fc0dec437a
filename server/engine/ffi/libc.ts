import koffi from 'koffi';

/**
 * The C library, one line a function. Every wrapper answers the call's result, or -errno where C would answer -1 and
 * set errno, so that a failure is a value and nobody reads errno late. Buffers are passed as pointers to their bytes.
 */

// null: the symbols of the running program, which is linked to the machine's own C library, glibc or musl alike.
const c = koffi.load(null);

const { EINTR } = koffi.os.errno as { EINTR: number };

type Call<A extends readonly unknown[]> = (...args: A) => number;

/** Declares a C function that answers -1 and errno on failure. Interrupted calls (EINTR) are made again. */
export function declare<A extends readonly unknown[]>(signature: string): Call<A> {
  const call = c.func(signature) as unknown as (...args: A) => number;
  return (...args) => {
    for (;;) {
      const result = call(...args);
      if (result !== -1) return result;
      const errno = koffi.errno();
      if (errno !== EINTR) return -errno;
    }
  };
}

export const open = declare<[path: string, flags: number, mode: number]>(
  'int open(const char *path, int flags, int mode)',
);
export const close = declare<[fd: number]>('int close(int fd)');
export const read = declare<[fd: number, bytes: Uint8Array, length: number]>('long read(int fd, void *buf, size_t n)');
export const write = declare<[fd: number, bytes: Uint8Array, length: number]>(
  'long write(int fd, const void *buf, size_t n)',
);
/** An ioctl whose argument is a structure, passed as its bytes. */
export const ioctl = declare<[fd: number, request: number, bytes: Uint8Array]>(
  'int ioctl(int fd, unsigned long request, void *arg)',
);
export const socket = declare<[domain: number, type: number, protocol: number]>(
  'int socket(int domain, int type, int protocol)',
);
export const bind = declare<[fd: number, address: Uint8Array, length: number]>(
  'int bind(int fd, const void *addr, uint32_t len)',
);
export const connect = declare<[fd: number, address: Uint8Array, length: number]>(
  'int connect(int fd, const void *addr, uint32_t len)',
);
export const send = declare<[fd: number, bytes: Uint8Array, length: number, flags: number]>(
  'long send(int fd, const void *buf, size_t n, int flags)',
);
export const sendto = declare<
  [fd: number, bytes: Uint8Array, length: number, flags: number, address: Uint8Array | null, addressLength: number]
>('long sendto(int fd, const void *buf, size_t n, int flags, const void *addr, uint32_t len)');
export const recv = declare<[fd: number, bytes: Uint8Array, length: number, flags: number]>(
  'long recv(int fd, void *buf, size_t n, int flags)',
);
export const setsockopt = declare<[fd: number, level: number, name: number, value: Uint8Array, length: number]>(
  'int setsockopt(int fd, int level, int name, const void *value, uint32_t len)',
);
/** `length`: four bytes, little endian, the room in `value`; the kernel writes back what it used. */
export const getsockopt = declare<[fd: number, level: number, name: number, value: Uint8Array, length: Uint8Array]>(
  'int getsockopt(int fd, int level, int name, void *value, void *len)',
);
export const getsockname = declare<[fd: number, address: Uint8Array, length: Uint8Array]>(
  'int getsockname(int fd, void *addr, void *len)',
);
export const setns = declare<[fd: number, type: number]>('int setns(int fd, int nstype)');
export const unshare = declare<[flags: number]>('int unshare(int flags)');
export const mount = declare<
  [source: string | null, target: string, type: string | null, flags: number, data: string | null]
>('int mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data)');
export const memfdCreate = declare<[name: string, flags: number]>(
  'int memfd_create(const char *name, unsigned int flags)',
);
export const kill = declare<[pid: number, signal: number]>('int kill(int pid, int sig)');

const pollStruct = declare<[fds: Uint8Array, count: number, timeoutMs: number]>(
  'int poll(void *fds, unsigned long n, int timeout)',
);
const pollAsync = c.func('int poll(void *fds, unsigned long n, int timeout)');

/** poll(2): `fds` is an array of 8-byte struct pollfd (int fd, short events, short revents). */
export const poll = pollStruct;

/** The same on a thread of the pool: the engine sleeps in it while nothing happens. Answers as poll does. */
export function pollOnPool(fds: Uint8Array, count: number, timeoutMs: number): Promise<number> {
  return new Promise((resolve) => {
    pollAsync.async(fds, count, timeoutMs, (error: unknown, result: number) => resolve(error ? -1 : result));
  });
}

/** Reads or writes at an offset: with /proc/PID/mem, at an address of that process. */
export const pread = declare<[fd: number, bytes: Uint8Array, length: number, offset: number]>(
  'long pread(int fd, void *buf, size_t n, int64_t offset)',
);
export const pwrite = declare<[fd: number, bytes: Uint8Array, length: number, offset: number]>(
  'long pwrite(int fd, const void *buf, size_t n, int64_t offset)',
);
export const schedYield = declare<[]>('int sched_yield()');

/** A raw system call by number, for those without a wrapper in every C library (pidfd_open, pidfd_getfd). */
export const syscall = declare<[number: number, a: number, b: number, c: number]>(
  'long syscall(long number, long a, long b, long c)',
);

const exitAtOnce = c.func('void _exit(int status)');

/** Ends this process at once. process.exit would wait for pool threads that sleep in poll(2) and waitid(2). */
export function exitNow(status: number): never {
  exitAtOnce(status);
  throw new Error('_exit came back');
}
