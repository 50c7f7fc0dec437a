import type { Address } from '#shared/events/address';
import type { DiagProtocol, StateName } from '#shared/abi/states';

export interface KernelTimer {
  readonly name: 'retransmit' | 'keepalive' | 'time_wait' | 'persist';
  readonly expiresMs: number;
  /** How often it has fired in a row. */
  readonly count: number;
}

/** One socket as a dump of sock_diag(7) tells it: facts of the kernel, nothing concluded. */
export interface KernelSocket {
  readonly protocol: DiagProtocol;
  readonly family: 'AF_INET' | 'AF_INET6' | 'AF_UNIX';
  readonly type: 'SOCK_STREAM' | 'SOCK_DGRAM' | 'SOCK_SEQPACKET';
  readonly state: StateName;
  readonly kernelState: number;
  /** null: not bound. */
  readonly local: Address | null;
  /** null: no peer address. */
  readonly remote: Address | null;
  /** The kernel's 64-bit cookie, decimal. It names the socket for as long as the kernel runs. */
  readonly cookie: string;
  /** 0 for objects without a descriptor: half-open requests, unaccepted children, orphans, TIME_WAIT. */
  readonly inode: number;
  /** The creator's user id; absent where the kernel does not tell (Unix before 5.3). */
  readonly uid?: number;
  /** As the kernel tells them. Of a listener: children waiting for accept(), and the backlog. */
  readonly recvq: number;
  readonly sendq: number;
  readonly timer: KernelTimer | null;
  /** RCV_SHUTDOWN 1, SEND_SHUTDOWN 2; null where the kernel does not tell (requests, TIME_WAIT). */
  readonly shutdown: number | null;
  /** LISTEN only: children waiting for accept(), and the backlog n (which admits n + 1). */
  readonly acceptQueue?: { readonly length: number; readonly limit: number } | undefined;
  /** Unix: the inode of the other end; 0 where that end has none: not accepted yet, or closed. */
  readonly peerInode?: number;
  /** Unix listeners: the inodes of the connecting ends that wait for accept(). 0: not told (the end is gone). */
  readonly pendingInodes?: readonly number[];
  /** Figures of struct tcp_info and of the socket's memory (tcp-info.ts); not of listeners. Times in microseconds. */
  readonly info?: Readonly<Record<string, number>> | undefined;
}
