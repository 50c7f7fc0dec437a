import type { ArgumentKind } from '#shared/abi/syscalls/entry';
import { constantName } from '#shared/abi/named-numbers';
import type { Value } from '#shared/events/value';
import { fcntlCommand, ioctlCommand } from './commands.ts';
import {
  addressIn,
  bytesAt,
  bytesOf,
  fault,
  hexOf,
  int32,
  intAt,
  MOST_BYTES,
  MOST_ENTRIES,
  listOf,
  pointerOf,
  sizeOf,
  textAt,
  viewOf,
  type ReadMemory,
} from './memory.ts';
import { messageAt, messagesAt } from './messages.ts';
import { flagsOf, symbolOf } from './names.ts';
import { optionName, optionOf, protocolOf } from './options.ts';
import { pollfdsAt, polled, pollRange, setAt, setRange } from './sets.ts';
import { decodeSockaddr } from './sockaddr.ts';
import { structures, type Structure } from './structures.ts';
import { receivedMessage, receivedMessages, sentMessages } from './received.ts';
import type { After } from './after.ts';
import { filledVectors, vectorsAt } from './vectors.ts';

export type Kind = ArgumentKind['kind'];
type OfKind<K extends Kind> = Extract<ArgumentKind, { readonly kind: K }>;

/** The call's six registers, and the caller's memory while it is stopped. */
interface Call {
  readonly raw: readonly number[];
  readonly read: ReadMemory;
}

/** How one kind of argument is told. */
export interface Decoder<K extends Kind> {
  /** Before the call. undefined: this call has no such argument (fcntl(2) by its command). */
  before(field: OfKind<K>, value: number, call: Call): Value | undefined;
  /**
   * After it, where the kernel may have written at `value`, which is not 0. Answers what is there, or undefined where there
   * is nothing to tell; `after.written` takes note of all that it may have written.
   */
  after?(field: OfKind<K>, value: number, after: After): Value | undefined;
  /** `after` is asked even where the call failed: some memory is written all the same. */
  readonly always?: true;
}

const structAt = ({ size, decode }: Structure, address: number, read: ReadMemory): Value => {
  if (address === 0) return null;
  const bytes = read(address, size);
  return bytes.length < size ? fault(address) : decode(bytes);
};

const pointerBefore = (_: ArgumentKind, value: number): Value => pointerOf(value);

/** Strings behind an array of pointers that ends with a null pointer: argv, environ. null where it cannot be read. */
function pointersAt(address: number, read: ReadMemory): number[] | null {
  const pointers: number[] = [];
  for (let at = address; ; at += 8) {
    const bytes = read(at, 8);
    if (bytes.length < 8) return null;
    const pointer = addressIn(viewOf(bytes), 0);
    if (pointer === 0 || pointers.length === MOST_BYTES) return pointers;
    pointers.push(pointer);
  }
}

function optionAt(raw: readonly number[], address: number, length: number, read: ReadMemory): Value {
  if (address === 0) return null;
  if (length < 0) return pointerOf(address);
  const bytes = read(address, Math.min(length, MOST_BYTES));
  if (bytes.length < Math.min(length, MOST_BYTES)) return fault(address);
  return optionOf(int32(raw[1] ?? 0), int32(raw[2] ?? 0), bytes);
}

export const decoders: { readonly [K in Kind]: Decoder<K> } = {
  int: { before: (_, value) => int32(value) },
  size: { before: (_, value) => sizeOf(value) },
  hex: { before: (_, value) => (value === 0 ? 0 : { symbol: hexOf(value), raw: value }) },
  fd: { before: (_, value) => int32(value) },
  pointer: { before: pointerBefore },
  symbol: { before: ({ of }, value) => symbolOf(of, int32(value)) },
  flags: { before: ({ of, low }, value) => flagsOf(of, value, low) },
  request: {
    before: ({ of }, value) => ({ symbol: constantName(of, value >>> 0) ?? hexOf(value >>> 0), raw: value >>> 0 }),
  },
  path: { before: (_, value, { read }) => textAt(value, read) },
  protocol: { before: (_, value, { raw }) => protocolOf(int32(raw[0] ?? 0), int32(value)) },
  optname: { before: (_, value, { raw }) => optionName(int32(raw[1] ?? 0), int32(value)) },
  bytes: { before: ({ length }, value, { raw, read }) => bytesAt(value, raw[length] ?? 0, read) },
  sockaddr: {
    before({ length }, value, { raw, read }) {
      const size = Math.min(Math.max(int32(raw[length] ?? 0), 0), 128);
      if (value === 0) return null;
      if (size === 0) return pointerOf(value);
      const bytes = read(value, size);
      return bytes.length === 0 ? fault(value) : decodeSockaddr(bytes);
    },
  },
  option: { before: ({ length }, value, { raw, read }) => optionAt(raw, value, int32(raw[length] ?? 0), read) },
  struct: { before: ({ of }, value, { read }) => structAt(structures[of], value, read) },
  iovec: { before: ({ count }, value, { raw, read }) => vectorsAt(value, raw[count] ?? 0, 'all', read) },
  msghdr: { before: (_, value, { read }) => messageAt(value, { is: 'sent' }, read) },
  strings: {
    before(_, value, { read }) {
      if (value === 0) return null;
      const pointers = pointersAt(value, read);
      if (pointers === null) return fault(value);
      return listOf(
        pointers.slice(0, MOST_ENTRIES).map((pointer) => textAt(pointer, read)),
        pointers.length,
      );
    },
  },
  environ: {
    before(_, value, { read }) {
      if (value === 0) return null;
      const pointers = pointersAt(value, read);
      if (pointers === null) return fault(value);
      return { struct: 'environ', fields: { address: pointerOf(value), variables: pointers.length } };
    },
  },
  sigmaskPair: {
    before(_, value, { read }) {
      if (value === 0) return null;
      const bytes = read(value, 16);
      if (bytes.length < 16) return fault(value);
      const view = viewOf(bytes);
      const sigmask = structAt(structures.sigset_t, addressIn(view, 0), read);
      return { struct: 'sigmask', fields: { sigmask, sigsetsize: sizeOf(addressIn(view, 8)) } };
    },
  },
  fcntlArgument: {
    before: (_, value, { raw, read }) => fcntlCommand(raw[1] ?? 0).before(value, read),
    after: (_, value, after) => after.commanded(fcntlCommand(after.raw[1] ?? 0).written, value),
  },
  ioctlArgument: {
    before: (_, value, { raw, read }) => ioctlCommand(raw[1] ?? 0).before(value, read),
    after: (_, value, after) => after.commanded(ioctlCommand(after.raw[1] ?? 0).written, value),
  },
  bytesOut: {
    before: pointerBefore,
    // recv(2) with MSG_TRUNC returns the datagram's length, however little of it there was room for.
    after: ({ length }, value, after) =>
      after.told(value, Math.min(after.result, sizeNumber(after.raw[length])), (bytes) => bytesOf(bytes)),
  },
  sockaddrOut: {
    before: pointerBefore,
    // An unnamed sender has no address (unix(7)): nothing was written, and the argument stays the pointer that it is.
    after({ length }, value, after) {
      const room = after.room(length);
      return room === 0 ? undefined : after.told(value, room, decodeSockaddr);
    },
  },
  optionOut: {
    before: pointerBefore,
    after: ({ length }, value, after) =>
      after.told(value, after.room(length), (bytes) =>
        optionOf(int32(after.raw[1] ?? 0), int32(after.raw[2] ?? 0), bytes),
      ),
  },
  structOut: {
    before: pointerBefore,
    always: true,
    // An interrupted sleep that the kernel restarts has written the rest although it returns 0 (kernel/time/hrtimer.c).
    after({ of, told }, value, after) {
      const { size, decode } = structures[of];
      const bytes = after.written(value, size);
      if (!(told ? told(after.raw, after.result) : after.result >= 0)) return undefined;
      return bytes.length < size ? fault(value) : decode(bytes);
    },
  },
  iovecOut: {
    before: ({ count }, value, { raw, read }) => vectorsAt(value, raw[count] ?? 0, 'none', read),
    after({ count }, value, after) {
      const { raw, result, read } = after;
      for (const range of filledVectors(value, raw[count] ?? 0, result, read)) {
        after.written(range.address, range.length);
      }
      return vectorsAt(value, raw[count] ?? 0, result, read);
    },
  },
  msghdrOut: {
    before: (_, value, { read }) => messageAt(value, { is: 'offered' }, read),
    after: (_, value, after) => receivedMessage(value, after),
  },
  epollEventsOut: {
    before: pointerBefore,
    after(_, value, after) {
      const { size, decode } = structures.epoll_event;
      return after.told(value, size * after.result, (bytes) => {
        const shown = Math.min(after.result, MOST_ENTRIES);
        return listOf(
          Array.from({ length: shown }, (_, i) => decode(bytes.subarray(size * i, size * (i + 1)))),
          after.result,
        );
      });
    },
  },
  fdPairOut: {
    before: pointerBefore,
    always: true,
    // socketpair(2) hands out the numbers before it makes the sockets: they stay in memory where that fails (net/socket.c).
    after(_, value, after) {
      const bytes = after.written(value, 8);
      if (after.result < 0) return undefined;
      if (bytes.length < 8) return fault(value);
      return { list: [viewOf(bytes).getInt32(0, true), viewOf(bytes).getInt32(4, true)] };
    },
  },
  lengthInOut: {
    before(_, value, { read }) {
      const length = intAt(value, read);
      return length === null ? (value === 0 ? null : fault(value)) : { list: [length] };
    },
    after: (_, value, after) => after.told(value, 4, structures.int.decode),
  },
  structInOut: {
    before: ({ of }, value, { read }) => structAt(structures[of], value, read),
    always: true,
    // A time that is left is written back even where a signal has ended the call (poll_select_finish in fs/select.c).
    after({ of }, value, after) {
      const { size, decode } = structures[of];
      const bytes = after.written(value, size);
      return after.result < 0 ? undefined : bytes.length < size ? fault(value) : decode(bytes);
    },
  },
  mmsghdr: {
    before: ({ count, receives }, value, { raw, read }) =>
      messagesAt(value, raw[count] ?? 0, { is: receives ? 'offered' : 'sent' }, 0, read),
    after: ({ count, receives }, value, after) =>
      receives ? receivedMessages(value, after) : sentMessages(value, after.raw[count] ?? 0, after),
  },
  fdSet: {
    before: ({ count }, value, { raw, read }) => setAt(value, int32(raw[count] ?? 0), read),
    after({ count }, value, after) {
      const nfds = int32(after.raw[count] ?? 0);
      const range = setRange(value, nfds);
      after.written(range.address, range.length);
      return setAt(value, nfds, after.read);
    },
  },
  pollfds: {
    before: ({ count }, value, { raw, read }) => pollfdsAt(value, raw[count] ?? 0, read),
    always: true,
    // revents are written back even where a signal has ended the call (do_sys_poll in fs/select.c).
    after({ count }, value, after) {
      const range = pollRange(value, after.raw[count] ?? 0);
      const bytes = after.written(range.address, range.length);
      return after.result < 0 ? undefined : polled(bytes);
    },
  },
};

/** size_t as a number: a negative one is beyond any memory. */
const sizeNumber = (raw: number | undefined): number => (raw === undefined || raw < 0 ? Infinity : raw);
