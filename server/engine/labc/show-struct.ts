import { epollEvents, pollEvents } from '#shared/abi/constants-descriptors';
import type { Constants } from '#shared/abi/named-numbers';
import { kernelSignals } from '#shared/abi/signals';
import { storage } from '#shared/labc/code';
import { escape } from '#shared/labc/escapes';
import { voidType } from '#shared/labc/types';
import { address6Text } from './internet-address6.ts';
import { addressText } from './internet-address.ts';
import type { Shower } from './show-value.ts';

/** Writes a struct of the headers better than its members one by one would; null where they tell it best. */
type StructShower = (shower: Shower, address: number, size: number) => string | null;

const number = ({ memory }: Shower, kind: number, address: number): number => Number(memory.load(kind, address));

const inet = (shower: Shower, address: number): string => addressText(number(shower, storage.u32, address));
const inet6 = (shower: Shower, address: number): string => address6Text(shower.memory.read(address, 16));

/** In network byte order. */
const port = ({ memory }: Shower, address: number): string => {
  const [high = 0, low = 0] = memory.read(address, 2);
  return String(high * 256 + low);
};

/** Each family's address behind its two bytes: AF_UNIX, AF_INET, AF_INET6. */
const addresses: Readonly<Record<number, StructShower>> = {
  1: (shower, address, size) => `{${unixName(shower, address + 2, size - 2)}}`,
  2: (shower, address) => `{${inet(shower, address + 4)}:${port(shower, address + 2)}}`,
  10: (shower, address) => `{[${inet6(shower, address + 8)}]:${port(shower, address + 2)}}`,
};

/** A path, or an abstract name, whose first byte is NUL (unix(7)), as strace spells it: @"name". */
function unixName(shower: Shower, address: number, room: number): string {
  const [first, ...rest] = shower.memory.read(address, room);
  if (first !== 0 || rest.every((byte) => byte === 0)) return shower.text(address, room);
  const length = rest.findLastIndex((byte) => byte !== 0) + 1;
  return `@"${escape(rest.slice(0, length))}"`;
}

/** `family`: the one that the struct is for; sockaddr and sockaddr_storage hold what their first bytes say. */
const socketAddress =
  (family: number | null): StructShower =>
  (shower, address, size) => {
    if (shower.memory.read(address, size).every((byte) => byte === 0)) return '{0}';
    const told = family ?? number(shower, storage.u16, address);
    return addresses[told]?.(shower, address, size) ?? null;
  };

/** POLLIN|POLLHUP; bits without a name stay a number. */
function bits(value: number, names: Constants): string {
  if (value === 0) return '0';
  const set = Object.entries(names).filter(([, bit]) => bit !== 0 && Math.floor(value / bit) % 2 === 1);
  const rest = set.reduce((left, [, bit]) => left - bit, value);
  return [...set.map(([name]) => name), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])].join('|');
}

/** The numbers of the bits that are set. */
const setBits = (bytes: Uint8Array, first: number): number[] =>
  [...bytes.entries()].flatMap(([index, byte]) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte >> bit) & 1).map((bit) => 8 * index + bit + first),
  );

const signalNames: ReadonlyMap<number, string> = new Map(Object.entries(kernelSignals).map(([name, n]) => [n, name]));

/** The kernel's part of a set; all of it where sigfillset was called. */
function signals({ memory }: Shower, address: number): string {
  const set = setBits(memory.read(address, 8), 1);
  const shown = set.length === 64 ? ['all signals'] : set.map((one) => signalNames.get(one) ?? String(one));
  return `{${shown.join(', ')}}`;
}

/** A union: which member is meant is not told, so the pointer is shown where it points into memory, else a number. */
function epollData(shower: Shower, address: number): string {
  const value = number(shower, storage.u64, address);
  if (value > 0xffffffff && shower.memory.holds(value, 1)) return `ptr = ${shower.pointer(voidType, address)}`;
  if (value > 0x7fffffff && value <= 0xffffffff) return `fd = ${String(number(shower, storage.i32, address))}`;
  return value <= 0x7fffffff ? `fd = ${String(value)}` : `u64 = ${String(value)}`;
}

export const structShowers: Readonly<Record<string, StructShower>> = {
  sockaddr: socketAddress(null),
  sockaddr_storage: socketAddress(null),
  sockaddr_in: socketAddress(2),
  sockaddr_in6: socketAddress(10),
  sockaddr_un: socketAddress(1),
  in_addr: (shower, address) => `{${inet(shower, address)}}`,
  in6_addr: (shower, address) => `{${inet6(shower, address)}}`,
  fd_set: ({ memory }, address, size) => `{${setBits(memory.read(address, size), 0).join(', ')}}`,
  sigset_t: signals,
  pollfd(shower, address) {
    const events = (offset: number): string =>
      shower.memory.isWritten(address + offset) ? bits(number(shower, storage.u16, address + offset), pollEvents) : '?';
    const fd = shower.memory.isWritten(address) ? String(number(shower, storage.i32, address)) : '?';
    return `{fd = ${fd}, events = ${events(4)}, revents = ${events(6)}}`;
  },
  epoll_data: (shower, address) => `{${epollData(shower, address)}}`,
  epoll_event: (shower, address) =>
    `{events = ${bits(number(shower, storage.u32, address), epollEvents)}, data = {${epollData(shower, address + 4)}}}`,
};
