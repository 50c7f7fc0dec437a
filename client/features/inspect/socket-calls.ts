import type { LabEvent } from '#shared/events/event';

/** One call that named a socket: its entry, and its answer where there is one yet. */
export interface SocketCall {
  readonly enter: number;
  exit: number | null;
}

/** Which calls named which socket, as seqs of the log. */
export class SocketCalls {
  readonly #calls = new Map<string, SocketCall[]>();
  readonly #open = new Map<number, SocketCall>();

  add(event: LabEvent): void {
    if (event.kind === 'syscall.enter') {
      const call: SocketCall = { enter: event.seq, exit: null };
      this.#open.set(event.tid, call);
      const sockets = new Set(event.args.flatMap(({ socket }) => (socket === undefined ? [] : [socket])));
      for (const socket of sockets) this.#of(socket).push(call);
    }
    if (event.kind === 'syscall.exit') {
      const call = this.#open.get(event.tid);
      this.#open.delete(event.tid);
      if (call !== undefined) call.exit = event.seq;
    }
  }

  /** The last `most` calls that had begun at `seq`, oldest first. */
  upTo(socket: string, seq: number, most: number): readonly SocketCall[] {
    return (this.#calls.get(socket) ?? []).filter(({ enter }) => enter <= seq).slice(-most);
  }

  #of(socket: string): SocketCall[] {
    const known = this.#calls.get(socket);
    if (known !== undefined) return known;
    const calls: SocketCall[] = [];
    this.#calls.set(socket, calls);
    return calls;
  }
}
