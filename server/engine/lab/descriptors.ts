import type { HostName } from '#shared/events/common';
import type { Argument } from '#shared/events/value';
import { openedDescriptors } from '../decode/opened.ts';
import * as libc from '../ffi/libc.ts';
import { pidfdOpen } from '../ffi/pidfd.ts';
import { fileOf, openDescriptors } from './proc-fd.ts';
import type { LabParts } from './parts.ts';

const standard = ['stdin', 'stdout', 'stderr'];
const receivesDescriptors = new Set(['recvmsg', 'recvmmsg']);

/** A process's descriptor table, kept by the calls that change it and by asking each new descriptor what it is. */
export class Descriptors {
  private readonly pid: number;
  private readonly host: HostName;
  private readonly parts: LabParts;
  private readonly pidfd: number;
  private readonly sockets = new Map<number, string | null>();

  constructor(pid: number, host: HostName, parts: LabParts) {
    this.pid = pid;
    this.host = host;
    this.parts = parts;
    this.pidfd = pidfdOpen(pid);
  }

  /** The three that every program starts with. */
  standard(): void {
    standard.forEach((file, fd) => {
      this.sockets.set(fd, null);
      this.parts.journal.tell({ kind: 'fd.open', source: 'proc', pid: this.pid, fd, file });
    });
  }

  /** After fork(2): the child has a copy of its parent's table, and each socket in it one more owner. */
  inherit(parent: Descriptors, cause: number): void {
    for (const [fd, socket] of parent.sockets) {
      if (socket !== null) this.opened(fd, cause, undefined);
      else {
        this.sockets.set(fd, null);
        const file = standard[fd];
        const told = { kind: 'fd.open', source: 'ptrace', pid: this.pid, fd, cause } as const;
        this.parts.journal.tell(file === undefined ? told : { ...told, file });
      }
    }
  }

  /** The socket that a descriptor names; null for another file, and for none. */
  readonly socketOf = (fd: number): string | null => this.sockets.get(fd) ?? null;

  /** Follows a call that has returned. `cause`: the id of its entry. */
  afterCall(call: string, args: readonly number[], result: number, outputs: readonly Argument[], cause: number): void {
    if (result < 0) return;
    if (call === 'close') {
      this.closed(args[0] as number, cause);
      return;
    }
    if (call === 'dup2' || call === 'dup3') {
      const [oldfd, newfd] = args as [number, number];
      if (oldfd === newfd) return;
      if (this.sockets.has(newfd)) this.closed(newfd, cause);
    }
    const parent =
      call === 'accept' || call === 'accept4' ? (this.socketOf(args[0] as number) ?? undefined) : undefined;
    if (receivesDescriptors.has(call)) this.findNew(cause);
    for (const fd of openedDescriptors(call, args, result, outputs)) this.opened(fd, cause, parent);
  }

  /** The process is no more: the kernel has closed what it held open. */
  closeAll(cause: number): void {
    for (const fd of this.sockets.keys()) this.closed(fd, cause);
    libc.close(this.pidfd);
  }

  /** Descriptors that came with a message (SCM_RIGHTS, unix(7)): whatever the process has now and had not before. */
  private findNew(cause: number): void {
    for (const fd of openDescriptors(this.pid)) if (!this.sockets.has(fd)) this.opened(fd, cause, undefined);
  }

  private opened(fd: number, cause: number, parent: string | undefined): void {
    const { journal, sockets } = this.parts;
    const owner = { pid: this.pid, fd, pidfd: this.pidfd };
    const socket = sockets.describe(this.host, owner, cause, parent);
    this.sockets.set(fd, socket);
    journal.tell({
      kind: 'fd.open',
      source: 'ptrace',
      ...(socket === null
        ? { sources: { file: 'proc' as const }, file: fileOf(this.pid, fd) }
        : { sources: { socket: 'sockopt' as const }, socket }),
      pid: this.pid,
      fd,
      cause,
    });
  }

  private closed(fd: number, cause: number): void {
    const socket = this.socketOf(fd);
    this.sockets.delete(fd);
    if (socket !== null) this.parts.sockets.disown(socket, this.pid, fd);
    this.parts.journal.tell({
      kind: 'fd.close',
      source: 'ptrace',
      pid: this.pid,
      fd,
      ...(socket === null ? {} : { socket }),
      cause,
    });
  }
}
