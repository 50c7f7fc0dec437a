import { ipOptions, ipProtocols, ipv6Options, socketOptions, tcpOptions, type Constants } from '#shared/abi/constants';
import type { ArgumentKind, Syscall } from '#shared/abi/syscalls';
import type { Argument, Value } from '#shared/events/value';
import { decodeSockaddr, symbolOf } from './sockaddr.ts';

/** The tracee's memory: bytes from an address on, fewer where it is not mapped. */
export type ReadMemory = (address: number, length: number) => Uint8Array;

/** As many bytes of a buffer as an event carries; its full length is told beside them. */
const MOST_BYTES = 4096;
const MOST_PATH = 4096;
const IPPROTO = { AF_INET: 2, AF_INET6: 10 };

const optionsOf: Readonly<Record<number, Constants>> = {
  0: ipOptions,
  1: socketOptions,
  6: tcpOptions,
  41: ipv6Options,
};

const int32 = (raw: number): number => raw | 0;

const bitsByGroup = new WeakMap<Constants, readonly (readonly [string, number])[]>();

/** A group's names and bits, listed once. */
function bitsOf(group: Constants): readonly (readonly [string, number])[] {
  const known = bitsByGroup.get(group);
  if (known) return known;
  const bits = Object.entries(group).filter(([, bit]) => bit !== 0);
  bitsByGroup.set(group, bits);
  return bits;
}

function flagsOf(raw: number, kind: Extract<ArgumentKind, { kind: 'flags' }>): Value {
  const flags: string[] = [];
  let rest = raw >>> 0;
  if (kind.low) {
    const value = symbolOf(kind.low.of, rest & kind.low.mask);
    if (value !== null && typeof value === 'object' && 'symbol' in value) flags.push(value.symbol);
    rest = (rest & ~kind.low.mask) >>> 0;
  }
  if (rest === 0) return { flags, raw };
  for (const [name, bit] of bitsOf(kind.of)) {
    if ((rest & bit) >>> 0 === bit) {
      flags.push(name);
      rest = (rest & ~bit) >>> 0;
    }
  }
  if (rest !== 0) flags.push(`0x${rest.toString(16)}`);
  return { flags, raw };
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

const fault = (address: number): Value => ({ fault: `0x${address.toString(16)} is not mapped` });
const pointerOf = (address: number): Value => (address === 0 ? null : { pointer: `0x${address.toString(16)}` });

/** Bytes as an event carries them: the first ones, and how many there are. */
const bytesOf = (bytes: Uint8Array): Value => ({ bytes: base64(bytes.subarray(0, MOST_BYTES)), length: bytes.length });

function bytesAt(address: number, length: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const bytes = read(address, Math.min(Math.max(length, 0), MOST_BYTES));
  if (bytes.length === 0 && length > 0) return fault(address);
  return { bytes: base64(bytes), length };
}

function intOf(bytes: Uint8Array): number | null {
  return bytes.length < 4 ? null : new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true);
}

/** A value-result length, or null where there is none to read. */
export function lengthAt(address: number, read: ReadMemory): number | null {
  return address === 0 ? null : intOf(read(address, 4));
}

function textAt(address: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const bytes = read(address, MOST_PATH);
  const end = bytes.indexOf(0);
  return bytes.length === 0
    ? fault(address)
    : { text: new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)) };
}

/** An option's value: a number where it is an int, else its bytes. */
const optionOf = (bytes: Uint8Array): Value => {
  const value = bytes.length === 4 ? intOf(bytes) : null;
  return value === null ? bytesOf(bytes) : { list: [value] };
};

function optionAt(address: number, length: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const bytes = read(address, Math.max(length, 0));
  return bytes.length < length ? fault(address) : optionOf(bytes);
}

function timespecAt(address: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const bytes = read(address, 16);
  if (bytes.length < 16) return fault(address);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const fields = { tv_sec: Number(view.getBigInt64(0, true)), tv_nsec: Number(view.getBigInt64(8, true)) };
  return { struct: 'timespec', fields };
}

function protocolOf(raw: number, family: number): Value {
  return family === IPPROTO.AF_INET || family === IPPROTO.AF_INET6 ? symbolOf(ipProtocols, raw) : raw;
}

/**
 * The arguments of a call as they are before it: numbers named, structures read from the caller's own memory while the
 * thread is stopped. Memory that the kernel will fill is shown as its address. A decode that fails is part of the
 * answer. `raw`: the six argument registers.
 */
export function decodeArguments(call: Syscall, raw: readonly number[], read: ReadMemory): Argument[] {
  return call.args.map((field, i): Argument => {
    const value = raw[i] ?? 0;
    const length = (position: number): number => raw[position] ?? 0;
    const decoded = ((): Value => {
      switch (field.kind) {
        case 'int':
        case 'fd':
          return int32(value);
        case 'pointer':
        case 'bytesOut':
        case 'sockaddrOut':
        case 'optionOut':
        case 'fdPairOut':
          return pointerOf(value);
        case 'symbol':
          return symbolOf(field.of, int32(value));
        case 'flags':
          return flagsOf(value, field);
        case 'path':
          return textAt(value, read);
        case 'protocol':
          return protocolOf(int32(value), int32(raw[0] ?? 0));
        case 'optname':
          return symbolOf(optionsOf[int32(raw[1] ?? 0)] ?? {}, int32(value));
        case 'bytes':
          return bytesAt(value, length(field.length), read);
        case 'sockaddr':
          return value === 0 ? null : decodeSockaddr(read(value, Math.min(Math.max(length(field.length), 0), 128)));
        case 'option':
          return optionAt(value, length(field.length), read);
        case 'timespec':
          return timespecAt(value, read);
        case 'lengthInOut':
          return value === 0 ? null : { list: [lengthAt(value, read) ?? 0] };
      }
    })();
    return { name: field.name, value: decoded };
  });
}

/** Memory that the kernel has filled: what is there now, so that the caller's copy of it can be brought up to date. */
export interface Filled {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/**
 * What the kernel wrote into the caller's memory by this call, decoded, and where. `offered`: for each argument, the
 * value-result length before the call (the kernel may report more than it had room for: accept(2)).
 */
export function decodeOutputs(
  call: Syscall,
  raw: readonly number[],
  result: number,
  offered: readonly (number | null)[],
  read: ReadMemory,
): { readonly outputs: Argument[]; readonly filled: Filled[] } {
  const outputs: Argument[] = [];
  const filled: Filled[] = [];
  if (result < 0) return { outputs, filled };
  const tell = (name: string, address: number, length: number, decode: (bytes: Uint8Array) => Value): void => {
    const bytes = read(address, length);
    const value = bytes.length < length ? fault(address) : decode(bytes);
    outputs.push({ name, value });
    if (bytes.length > 0) filled.push({ address, bytes });
  };
  call.args.forEach((field, i) => {
    const address = raw[i] ?? 0;
    if (address === 0) return;
    const room = (position: number): number => {
      const used = lengthAt(raw[position] ?? 0, read) ?? 0;
      return Math.max(0, Math.min(used, offered[position] ?? used));
    };
    switch (field.kind) {
      case 'bytesOut':
        // recv(2) with MSG_TRUNC returns the datagram's length, however little of it there was room for.
        return tell(field.name, address, Math.min(result, raw[field.length] ?? 0), bytesOf);
      case 'sockaddrOut':
        return tell(field.name, address, room(field.length), decodeSockaddr);
      case 'optionOut':
        return tell(field.name, address, room(field.length), optionOf);
      case 'lengthInOut':
        return tell(field.name, address, 4, (bytes) => ({ list: [intOf(bytes) ?? 0] }));
      case 'fdPairOut':
        return tell(field.name, address, 8, (bytes) => ({
          list: [intOf(bytes) ?? -1, intOf(bytes.subarray(4)) ?? -1],
        }));
      case 'int':
      case 'fd':
      case 'pointer':
      case 'symbol':
      case 'flags':
      case 'path':
      case 'protocol':
      case 'optname':
      case 'bytes':
      case 'sockaddr':
      case 'option':
      case 'timespec':
        return;
    }
  });
  return { outputs, filled };
}
