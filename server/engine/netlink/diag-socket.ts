import { ok, type Result } from '#shared/base/result';
import {
  AF_INET,
  AF_INET6,
  ALL_STATES,
  BOUND_INACTIVE,
  decodeInetSocket,
  encodeDestroy,
  encodeInetDump,
  encodeTcpDump,
  IPPROTO_UDP,
} from './inet-diag.ts';
import type { KernelSocket } from './kernel-socket.ts';
import { NetlinkSocket } from './netlink-socket.ts';
import { decodeUnixSocket, encodeUnixDump } from './unix-diag.ts';

const NETLINK_SOCK_DIAG = 4;
const ENOENT = -2;
const EOPNOTSUPP = -95;
/** A dump that the kernel marks as interrupted is made again, this often in all. */
const ATTEMPTS = 5;

/** Which kernel module answers for what, and how one gets it. */
const modules = {
  tcp: { module: 'tcp_diag', config: 'CONFIG_INET_TCP_DIAG' },
  udp: { module: 'udp_diag', config: 'CONFIG_INET_UDP_DIAG' },
  unix: { module: 'unix_diag', config: 'CONFIG_UNIX_DIAG' },
} as const;

/**
 * Looks at the kernel's sockets of one network namespace: the one in which the calling thread was when it was opened.
 * What the kernel cannot tell is named in `missing` and `takeFaults`, and never thrown.
 */
export class DiagSocket {
  readonly #netlink: NetlinkSocket;
  readonly #missing = new Map<string, string>();
  #faults: string[] = [];
  readonly #tcpDump = encodeTcpDump(ALL_STATES);
  readonly #tcpDumpBound = encodeTcpDump(ALL_STATES | BOUND_INACTIVE);
  readonly #udpDumps = [AF_INET, AF_INET6].map((family) => encodeInetDump(family, IPPROTO_UDP, ALL_STATES));
  readonly #unixDump = encodeUnixDump();

  private constructor(netlink: NetlinkSocket) {
    this.#netlink = netlink;
  }

  static open(): Result<DiagSocket> {
    const netlink = NetlinkSocket.open(NETLINK_SOCK_DIAG);
    return netlink.ok ? ok(new DiagSocket(netlink.value)) : netlink;
  }

  /**
   * All TCP sockets, IPv4 and IPv6, in one pass: half-open requests, unaccepted children and TIME_WAIT too. A socket that was
   * never bound, or was reset, is in no dump. `bound: false` leaves out those that are bound but idle.
   */
  dumpTcp(options: { readonly bound: boolean } = { bound: true }): KernelSocket[] {
    return this.#dump('tcp', [options.bound ? this.#tcpDumpBound : this.#tcpDump], (buffer, from, to) =>
      decodeInetSocket(buffer, from, to, 'tcp'),
    );
  }

  /** All UDP sockets that are bound or connected. */
  dumpUdp(): KernelSocket[] {
    return this.#dump('udp', this.#udpDumps, (buffer, from, to) => decodeInetSocket(buffer, from, to, 'udp'));
  }

  /** All Unix sockets. The server's half of a connection before accept() is only in its listener's `pendingInodes`. */
  dumpUnix(): KernelSocket[] {
    return this.#dump('unix', [this.#unixDump], decodeUnixSocket);
  }

  /**
   * Ends exactly this TCP or UDP socket, TIME_WAIT included: 0, or -errno (-2: it is gone, -95: this kernel cannot).
   */
  destroy(socket: KernelSocket): number {
    const result = this.#netlink.ask(encodeDestroy(socket));
    if (result === EOPNOTSUPP)
      this.#missing.set(
        'destroy',
        'This kernel cannot end a socket from outside (SOCK_DESTROY): use one built with CONFIG_INET_DIAG_DESTROY.',
      );
    return result;
  }

  /** What this kernel lacks, as far as it was asked for: a sentence each. */
  get missing(): readonly string[] {
    return [...this.#missing.values()];
  }

  /** What went wrong with looks since the last call of this function: material for trace.gap. */
  takeFaults(): string[] {
    const faults = this.#faults;
    this.#faults = [];
    return faults;
  }

  close(): void {
    this.#netlink.close();
  }

  #dump(
    protocol: keyof typeof modules,
    requests: readonly Buffer[],
    decode: (buffer: Buffer, from: number, to: number) => KernelSocket | null,
  ): KernelSocket[] {
    const sockets: KernelSocket[] = [];
    for (const request of requests) {
      const first = sockets.length;
      let result = 1;
      for (let attempt = 0; attempt < ATTEMPTS && result === 1; attempt++) {
        sockets.length = first;
        result = this.#netlink.dump(request, (buffer, from, to) => {
          const socket = decode(buffer, from, to);
          if (socket !== null) sockets.push(socket);
        });
      }
      if (result === 1)
        this.#faults.push(`The ${protocol} sockets changed under ${ATTEMPTS} looks: some may be missing.`);
      if (result < 0) this.#explain(protocol, result);
    }
    return sockets;
  }

  #explain(protocol: keyof typeof modules, errno: number): void {
    const { module, config } = modules[protocol];
    if (errno === ENOENT)
      this.#missing.set(
        protocol,
        `This kernel tells nothing about ${protocol} sockets: load ${module} (modprobe ${module}) or use one with ${config}.`,
      );
    else this.#faults.push(`A look at the ${protocol} sockets failed (errno ${-errno}).`);
  }
}
