import { descriptorFlags, openFlags, ownerTypes } from '#shared/abi/constants-descriptors';
import { kernelSignals } from '#shared/abi/signals';
import type { Value } from '#shared/events/value';
import { fault, int32, intAt, pointerOf, viewOf, type ReadMemory } from './memory.ts';
import { flagsOf, openFlagsOf, symbolOf } from './names.ts';

/** Arguments of fcntl(2) and ioctl(2), by command: what it is before the call, and what memory it names after it. */
interface Command {
  /** undefined: the command has no argument. */
  readonly before: (raw: number, read: ReadMemory) => Value | undefined;
  readonly written?: { readonly size: number; readonly decode: (bytes: Uint8Array) => Value };
}

const none: Command = { before: () => undefined };
const number: Command = { before: int32 };

const owner = (bytes: Uint8Array): Value => {
  const view = viewOf(bytes);
  const fields = { type: symbolOf(ownerTypes, view.getInt32(0, true)), pid: view.getInt32(4, true) };
  return { struct: 'f_owner_ex', fields };
};

const OWNER_BYTES = 8;

const fcntl: Readonly<Record<number, Command>> = {
  0: number, // F_DUPFD
  1: none, // F_GETFD
  2: { before: (raw) => flagsOf(descriptorFlags, raw) }, // F_SETFD
  3: none, // F_GETFL
  4: { before: (raw) => openFlagsOf(openFlags, raw) }, // F_SETFL
  8: number, // F_SETOWN
  9: none, // F_GETOWN
  10: { before: (raw) => symbolOf(kernelSignals, int32(raw)) }, // F_SETSIG
  11: none, // F_GETSIG
  15: {
    before(address, read) {
      const bytes = read(address, OWNER_BYTES);
      return address === 0 ? null : bytes.length < OWNER_BYTES ? fault(address) : owner(bytes);
    },
  }, // F_SETOWN_EX
  16: { before: pointerOf, written: { size: OWNER_BYTES, decode: owner } }, // F_GETOWN_EX
  1030: number, // F_DUPFD_CLOEXEC
  1031: number, // F_SETPIPE_SZ
  1032: none, // F_GETPIPE_SZ
};

const int = (bytes: Uint8Array): Value => ({ list: [viewOf(bytes).getInt32(0, true)] });
const intIn: Command = {
  before(address, read) {
    const value = intAt(address, read);
    return value === null ? (address === 0 ? null : fault(address)) : { list: [value] };
  },
};
const intOut: Command = { before: pointerOf, written: { size: 4, decode: int } };

const ioctl: Readonly<Record<number, Command>> = {
  0x5411: intOut, // SIOCOUTQ
  0x541b: intOut, // FIONREAD
  0x5421: intIn, // FIONBIO
  0x5452: intIn, // FIOASYNC
  0x8905: intOut, // SIOCATMARK
};

const unknown: Command = { before: pointerOf };

export const fcntlCommand = (command: number): Command => fcntl[int32(command)] ?? unknown;
export const ioctlCommand = (request: number): Command => ioctl[request >>> 0] ?? unknown;

const F_GETFD = 1;
const F_GETFL = 3;

/** What fcntl(2)'s result is made of, where it is a set of bits. */
export function fcntlResult(command: number, result: number): Value | null {
  if (int32(command) === F_GETFD) return flagsOf(descriptorFlags, result);
  return int32(command) === F_GETFL ? openFlagsOf(openFlags, result) : null;
}
