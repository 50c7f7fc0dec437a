import { findPath } from '#shared/machines/path';
import { machineFor } from '#shared/machines/machine-for';
import type { Address } from '#shared/events/address';
import type { HostName, Source } from '#shared/events/common';
import type { EventOf } from '#shared/events/event';
import type { SocketState } from '#shared/events/socket';
import type { KernelSocket } from '../netlink/kernel-socket.ts';
import type { Journal } from './journal.ts';
import { changedFacts, factsOf, mergedFacts, type Facts } from './socket-facts.ts';
import type { OwnWords } from './sockopt.ts';

type Kind = Pick<EventOf<'socket.open'>, 'family' | 'type' | 'protocol'>;

/** A socket of the lab as it was last told. */
interface Known extends Kind {
  readonly id: string;
  readonly host: HostName;
  readonly cookie: string;
  state: SocketState;
  facts: Facts;
  /** A dump has listed it. One that none ever listed cannot be missed in one. */
  dumped: boolean;
  readonly owners: Map<string, Owner>;
}

export interface Owner {
  readonly pid: number;
  readonly fd: number;
  /** The pidfd of the process, to ask the socket through. */
  readonly pidfd: number;
}

/** One host's kernel, as far as it is looked at (netlink/diag-socket.ts). */
export interface KernelLook {
  readonly name: HostName;
  readonly diag: {
    dumpTcp(): readonly KernelSocket[];
    dumpUdp(): readonly KernelSocket[];
    dumpUnix(): readonly KernelSocket[];
    takeFaults(): readonly string[];
    destroy(socket: KernelSocket): number;
  };
}

/** What a listener and its children have in common; null where there is none. */
const nameOf = (address: Address | null | undefined): string | null => {
  if (!address) return null;
  if (address.family === 'AF_UNIX') return address.path ?? address.abstract ?? null;
  return String(address.port);
};

/** Asks one descriptor of a process what it is (sockopt.ts); null: no socket. */
export type AskSocket = (pidfd: number, fd: number) => OwnWords | null;

const initial = (protocol: Kind['protocol']): SocketState => (protocol === 'tcp' ? 'CLOSED' : 'UNCONN');

/**
 * The sockets of the lab, compared look by look. A look is a sample of the kernel: whatever differs from the last one
 * becomes an event, and nothing else does. Sockets are told apart by cookie, which stays with a connection from the
 * half-open request over the accepted child to TIME_WAIT, where the inode is 0 for most of that life.
 */
export class Sockets {
  private readonly journal: Journal;
  private readonly looks: readonly KernelLook[];
  private readonly ask: AskSocket;
  private readonly known = new Map<string, Known>();
  /** Unix sockets name their peer by inode. */
  private readonly byInode = new Map<number, Known>();
  private readonly inUse = new Set<Kind['protocol']>();
  private next = 1;

  constructor(journal: Journal, looks: readonly KernelLook[], ask: AskSocket) {
    this.journal = journal;
    this.looks = looks;
    this.ask = ask;
  }

  /** One look at all hosts. `cause`: what set off whatever is found changed. */
  look(cause: number | undefined): void {
    for (const { name, diag } of this.looks) {
      const listed = [
        ...(this.inUse.has('tcp') ? diag.dumpTcp() : []),
        ...(this.inUse.has('udp') ? diag.dumpUdp() : []),
        ...(this.inUse.has('unix') ? diag.dumpUnix() : []),
      ];
      for (const why of diag.takeFaults()) {
        this.journal.tell({ kind: 'trace.gap', source: 'sock_diag', missed: `a look at host ${name}`, why });
      }
      this.compare(name, listed, cause);
    }
  }

  /** A descriptor that a call returned: finds or introduces its socket. Answers the socket's id, null for other files. */
  describe(host: HostName, owner: Owner, cause: number | undefined, parent?: string): string | null {
    const words = this.ask(owner.pidfd, owner.fd);
    if (!words) return null;
    this.inUse.add(words.protocol);
    const known = this.known.get(words.cookie) ?? this.introduce(host, words, owner, cause, parent);
    known.owners.set(`${owner.pid}:${owner.fd}`, owner);
    return known.id;
  }

  /** A descriptor is closed; its socket may live on. */
  disown(socket: string, pid: number, fd: number): void {
    for (const known of this.known.values()) if (known.id === socket) known.owners.delete(`${pid}:${fd}`);
  }

  /** Ends a socket that a dump lists; answers a sentence where that cannot be. */
  destroy(id: string): string | null {
    const known = [...this.known.values()].find((candidate) => candidate.id === id);
    const look = this.looks.find(({ name }) => name === known?.host);
    const listed = look?.diag.dumpTcp().find(({ cookie }) => cookie === known?.cookie);
    if (!look || !listed) return `${id} is no TCP socket that the kernel lists: look at what is there now.`;
    const result = look.diag.destroy(listed);
    return result < 0 ? `The kernel did not end ${id} (errno ${-result}).` : null;
  }

  private introduce(
    host: HostName,
    words: OwnWords,
    owner: Owner,
    cause: number | undefined,
    parent: string | undefined,
  ): Known {
    const { cookie, family, type, protocol, local } = words;
    // A Unix or UDP socket cannot be asked for its state, but the dump that follows lists it at once.
    const state = words.state ?? initial(protocol);
    const facts: Facts = local ? { local } : {};
    const known: Known = {
      id: `s${this.next++}`,
      host,
      cookie,
      family,
      type,
      protocol,
      state,
      facts,
      dumped: false,
      owners: new Map(),
    };
    const listed = this.listed(host, words);
    if (listed) {
      known.state = listed.state;
      known.facts = factsOf(listed, this.peerOf(listed));
      known.dumped = true;
    }
    this.remember(known);
    this.journal.tell({
      kind: 'socket.open',
      source: listed ? 'sock_diag' : 'sockopt',
      ...(listed || words.state ? {} : { sources: { state: 'inferred' as const } }),
      socket: known.id,
      host,
      family,
      type,
      protocol,
      state: known.state,
      ...known.facts,
      owners: [{ pid: owner.pid, fd: owner.fd }],
      ...(parent === undefined ? {} : { parent }),
      cookie,
      cause,
    });
    return known;
  }

  /** The socket as a dump of its host lists it now. A fresh TCP socket is in none: no need to look. */
  private listed(host: HostName, { cookie, protocol, state, local }: OwnWords): KernelSocket | undefined {
    if (protocol === 'tcp' && state === 'CLOSED' && local === null) return undefined;
    const diag = this.looks.find(({ name }) => name === host)?.diag;
    const dump = protocol === 'tcp' ? diag?.dumpTcp() : protocol === 'udp' ? diag?.dumpUdp() : diag?.dumpUnix();
    return dump?.find((socket) => socket.cookie === cookie);
  }

  private compare(host: HostName, listed: readonly KernelSocket[], cause: number | undefined): void {
    // A dump comes in the order of a hash table. Told is in the order of age, so that two runs tell the same.
    const byCookie = new Map(listed.map((socket) => [socket.cookie, socket]));
    for (const known of [...this.known.values()]) {
      if (known.host !== host) continue;
      const socket = byCookie.get(known.cookie);
      byCookie.delete(known.cookie);
      if (socket === undefined) {
        this.unlisted(known, cause);
        continue;
      }
      known.dumped = true;
      this.update(known, socket.state, factsOf(socket, this.peerOf(socket)), 'sock_diag', cause);
    }
    const strangers = [...byCookie.values()].sort((a, b) => Number(BigInt(a.cookie) - BigInt(b.cookie)));
    for (const socket of strangers) this.find(host, socket, cause);
  }

  /** A socket that no call has named yet: a half-open request, or a child that waits for accept(). */
  private find(host: HostName, socket: KernelSocket, cause: number | undefined): void {
    const parent = socket.state === 'LISTEN' ? undefined : this.listenerOf(host, socket);
    const known: Known = {
      id: `s${this.next++}`,
      host,
      cookie: socket.cookie,
      family: socket.family,
      type: socket.type,
      protocol: socket.protocol,
      state: socket.state,
      facts: factsOf(socket, this.peerOf(socket)),
      dumped: true,
      owners: new Map(),
    };
    this.remember(known);
    this.journal.tell({
      kind: 'socket.open',
      source: 'sock_diag',
      ...(known.facts.inferredBytes ? { sources: { inferredBytes: 'inferred' as const } } : {}),
      socket: known.id,
      host,
      family: socket.family,
      type: socket.type,
      protocol: socket.protocol,
      state: socket.state,
      ...known.facts,
      owners: [],
      ...(parent ? { parent: parent.id } : {}),
      cookie: socket.cookie,
      cause,
    });
  }

  /** In no dump: a fresh or reset socket says so itself; one without a descriptor, or gone from the dumps, is gone. */
  private unlisted(known: Known, cause: number | undefined): void {
    for (const owner of known.owners.values()) {
      const words = this.ask(owner.pidfd, owner.fd);
      if (words?.cookie !== known.cookie) continue;
      const state = words.state ?? known.state;
      const facts = known.dumped ? { ...known.facts, timer: null } : { ...known.facts };
      this.update(known, state, words.local ? { ...facts, local: words.local } : facts, 'sockopt', cause);
      return;
    }
    this.known.delete(known.cookie);
    if (known.facts.inode) this.byInode.delete(known.facts.inode);
    const source: Source = known.dumped ? 'sock_diag' : 'inferred';
    this.journal.tell({ kind: 'socket.gone', source, socket: known.id, from: known.state, cause });
  }

  private update(known: Known, state: SocketState, facts: Facts, source: Source, cause: number | undefined): void {
    const changed = changedFacts(known.facts, facts);
    const from = known.state;
    const sources = changed?.inferredBytes ? { sources: { inferredBytes: 'inferred' as const } } : {};
    if (changed?.inode !== undefined) {
      // 0 from now on: the descriptor is gone, and the number may name another socket tomorrow.
      this.byInode.delete(known.facts.inode ?? 0);
      if (changed.inode !== 0) this.byInode.set(changed.inode, known);
    }
    if (changed) known.facts = mergedFacts(known.facts, facts);
    known.state = state;
    if (state !== from) {
      const between = findPath(machineFor(known.protocol, known.type), from, state) ?? [];
      this.journal.tell({
        kind: 'socket.state',
        source,
        ...(between.length > 0 ? { sources: { ...sources.sources, between: 'inferred' as const } } : sources),
        socket: known.id,
        from,
        to: state,
        ...(between.length > 0 ? { between: [...between] } : {}),
        ...changed,
        cause,
      });
    } else if (changed) {
      this.journal.tell({ kind: 'socket.queues', source, ...sources, socket: known.id, ...changed, cause });
    }
  }

  private remember(known: Known): void {
    this.known.set(known.cookie, known);
    if (known.facts.inode) this.byInode.set(known.facts.inode, known);
  }

  /** The listener that a child was born of: the same local port, or the same Unix name. */
  private listenerOf(host: HostName, socket: KernelSocket): Known | undefined {
    const own = nameOf(socket.local);
    return [...this.known.values()].find(
      (known) =>
        known.host === host &&
        known.state === 'LISTEN' &&
        known.protocol === socket.protocol &&
        own !== null &&
        nameOf(known.facts.local) === own,
    );
  }

  /** null: it had a peer and has none now. undefined: nothing is told of one. */
  private peerOf(socket: KernelSocket): string | null | undefined {
    if (socket.protocol !== 'unix') return undefined;
    if (socket.peerInode) return this.byInode.get(socket.peerInode)?.id;
    return this.known.get(socket.cookie)?.facts.peer === undefined ? undefined : null;
  }
}
