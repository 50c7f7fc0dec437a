import { readdirSync, readlinkSync } from 'node:fs';
import { close, ioctl, poll, syscall } from '../../ffi/libc.ts';
import { pidfdOpen } from '../../ffi/pidfd.ts';

/** seccomp_unotify(2): a process's system calls wait in the kernel until this side lets each of them go on. */

const SYS_pidfd_getfd = 438;
const NOTIF_RECV = 0xc050_2100;
const NOTIF_SEND = 0xc018_2101;
const FLAG_CONTINUE = 1;
const POLLIN = 1;
/** struct seccomp_notif: id, pid, flags, and struct seccomp_data: nr, arch, instruction pointer, six arguments. */
const NOTIF_BYTES = 80;
const ARGS_AT = 32;
const RESPONSE_BYTES = 24;

/** A call at its entry, before anything of it has been done. */
export interface WaitingCall {
  readonly id: bigint;
  readonly pid: number;
  readonly number: number;
  readonly args: readonly number[];
}

export class Listener {
  private readonly fd: number;

  private constructor(fd: number) {
    this.fd = fd;
  }

  /** Takes a duplicate of the listener that a process has just made of itself; null: it has not come so far. */
  static of(pid: number): Listener | null {
    const own = listenerOf(pid);
    if (own === null) return null;
    const pidfd = pidfdOpen(pid);
    if (pidfd < 0) return null;
    const fd = syscall(SYS_pidfd_getfd, pidfd, own, 0);
    close(pidfd);
    return fd < 0 ? null : new Listener(fd);
  }

  /** The next call that waits, if one does. Never blocks. */
  next(): WaitingCall | null {
    const entry = Buffer.alloc(8);
    entry.writeInt32LE(this.fd, 0);
    entry.writeInt16LE(POLLIN, 4);
    // POLLHUP alone: no process is left.
    if (poll(entry, 1, 0) <= 0 || (entry.readInt16LE(6) & POLLIN) === 0) return null;
    const bytes = Buffer.alloc(NOTIF_BYTES);
    // A process that was killed meanwhile waits no more (ENOENT).
    if (ioctl(this.fd, NOTIF_RECV, bytes) < 0) return null;
    const args = Array.from({ length: 6 }, (_, i) => Number(bytes.readBigInt64LE(ARGS_AT + 8 * i)));
    return { id: bytes.readBigUInt64LE(0), pid: bytes.readUInt32LE(8), number: bytes.readInt32LE(16), args };
  }

  /** Lets the call go on into the kernel. */
  letGo(call: WaitingCall): void {
    const response = Buffer.alloc(RESPONSE_BYTES);
    response.writeBigUInt64LE(call.id, 0);
    response.writeUInt32LE(FLAG_CONTINUE, 20);
    ioctl(this.fd, NOTIF_SEND, response);
  }

  close(): void {
    close(this.fd);
  }
}

function listenerOf(pid: number): number | null {
  try {
    const folder = `/proc/${pid}/fd`;
    const found = readdirSync(folder).find((fd) => readlinkSync(`${folder}/${fd}`) === 'anon_inode:seccomp notify');
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}
