import { close, getsockopt, getsockname, syscall } from './libc.ts';

// The same numbers on every architecture (asm-generic/unistd.h), since Linux 5.3 and 5.6.
const SYS_pidfd_open = 434;
const SYS_pidfd_getfd = 438;

export const pidfdOpen = (pid: number): number => syscall(SYS_pidfd_open, pid, 0, 0);

/**
 * Looks at one descriptor of another process through a duplicate (pidfd_getfd(2)) and closes that at once: while it is
 * held, the program's own close() would not end the connection. null where the descriptor is not open.
 */
export function withDescriptor<T>(pidfd: number, fd: number, look: (duplicate: number) => T): T | null {
  const duplicate = syscall(SYS_pidfd_getfd, pidfd, fd, 0);
  if (duplicate < 0) return null;
  try {
    return look(duplicate);
  } finally {
    close(duplicate);
  }
}

/** The value of a socket option as its bytes, or null where the socket has none such (or it is no socket). */
export function option(fd: number, level: number, name: number, room: number): Buffer | null {
  const value = Buffer.alloc(room);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(room, 0);
  return getsockopt(fd, level, name, value, length) < 0 ? null : value.subarray(0, length.readUInt32LE(0));
}

/** The local address as a struct sockaddr of its real length; null on failure. */
export function localAddress(fd: number): Buffer | null {
  const address = Buffer.alloc(128);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(address.length, 0);
  return getsockname(fd, address, length) < 0 ? null : address.subarray(0, length.readUInt32LE(0));
}
