import { fail, failure, ok, type Result } from '#shared/base/result';
import { bind, close, recv, send, setsockopt, socket } from '../ffi/libc.ts';
import { NLM_F_DUMP_INTR, NLMSG_DONE, NLMSG_ERROR, readMessages } from './message.ts';

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_RCVTIMEO = 20;

/** The kernel writes at most 32 KiB into one answer where the reader offers that much (netlink_dump). */
const BUFFER_LENGTH = 32 * 1024;

/**
 * A conversation with the kernel's netlink, one request at a time. The socket belongs for ever to the network namespace in
 * which the thread was when it was opened. Numbers answered are >= 0 or -errno.
 */
export class NetlinkSocket {
  readonly #fd: number;
  readonly #buffer = Buffer.alloc(BUFFER_LENGTH);
  #seq = 0;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /** `protocol`: NETLINK_ROUTE 0, NETLINK_SOCK_DIAG 4. */
  static open(protocol: number): Result<NetlinkSocket> {
    const fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
    if (fd < 0)
      return fail(
        failure(
          'netlink',
          `No netlink socket of protocol ${protocol} (errno ${-fd}): allow AF_NETLINK sockets in this sandbox.`,
        ),
      );
    const local = Buffer.alloc(12);
    local.writeUInt16LE(AF_NETLINK, 0);
    bind(fd, local, local.length);
    // The kernel answers within the call; a lost answer must not hang the engine.
    const timeout = Buffer.alloc(16);
    timeout.writeBigInt64LE(1n, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, timeout, timeout.length);
    return ok(new NetlinkSocket(fd));
  }

  /**
   * Sends a request with NLM_F_ACK and waits for the acknowledgment: 0 or -errno.
   */
  ask(message: Buffer): number {
    const sent = this.#send(message);
    if (sent < 0) return sent;
    for (;;) {
      const length = recv(this.#fd, this.#buffer, BUFFER_LENGTH, 0);
      if (length < 0) return length;
      for (const answer of readMessages(this.#buffer, length))
        if (answer.seq === this.#seq && answer.type === NLMSG_ERROR) return this.#buffer.readInt32LE(answer.from);
    }
  }

  /**
   * Sends a dump request and calls `each` with every answer's body, bytes [from, to) of a buffer that is used again. Answers 0,
   * 1 where the table changed under the dump (entries may be missing or twice), or -errno.
   */
  dump(message: Buffer, each: (buffer: Buffer, from: number, to: number) => void): number {
    const sent = this.#send(message);
    if (sent < 0) return sent;
    let interrupted = 0;
    for (;;) {
      const length = recv(this.#fd, this.#buffer, BUFFER_LENGTH, 0);
      if (length < 0) return length;
      for (const answer of readMessages(this.#buffer, length)) {
        if (answer.seq !== this.#seq) continue;
        if ((answer.flags & NLM_F_DUMP_INTR) !== 0) interrupted = 1;
        // DONE carries the dump's own result, an ERROR the request's.
        if (answer.type === NLMSG_DONE || answer.type === NLMSG_ERROR) {
          const result = answer.to - answer.from >= 4 ? this.#buffer.readInt32LE(answer.from) : 0;
          return result < 0 ? result : interrupted;
        }
        each(this.#buffer, answer.from, answer.to);
      }
    }
  }

  #send(message: Buffer): number {
    this.#seq = (this.#seq + 1) >>> 0;
    message.writeUInt32LE(this.#seq, 8);
    return send(this.#fd, message, message.length, 0);
  }

  close(): void {
    close(this.#fd);
  }
}
