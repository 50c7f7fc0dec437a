import { errnoNumbers, strerror } from '#shared/abi/errno';
import { convert, type Integer } from '#shared/labc/arithmetic';
import { hidden } from '#shared/labc/unit';
import { addressText, parseAnyAddress, parseStrictAddress } from './internet-address.ts';
import type { Memory } from './memory.ts';
import { formatted } from './printf.ts';

/** What a library function needs of the machine that calls it. */
export interface LibraryHost {
  readonly memory: Memory;
  /** Puts bytes behind the running function's frame, where they stay until the call is over; returns their address. */
  scratch(bytes: Uint8Array): number;
  setErrno(number: number): void;
  readonly errno: number;
}

/** A library function ends with a value; or it asks the kernel first, and `result` makes its value of the kernel's; or it exits. */
export type LibraryOutcome =
  | { readonly kind: 'value'; readonly value: Integer }
  | { readonly kind: 'syscall'; readonly call: string; readonly args: readonly number[]; readonly result: KernelResult }
  | { readonly kind: 'exit'; readonly status: number };

/** `raw` is the kernel's: -errno where it failed. errno has been set already. */
export type KernelResult = (raw: number, host: LibraryHost) => Integer;

type Library = (host: LibraryHost, args: readonly Integer[]) => Integer | LibraryOutcome;

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const size = (value: Integer | undefined): number => Number(value ?? 0);
const swap16 = (value: number): number => ((value & 0xff) << 8) | ((value >> 8) & 0xff);
const swap32 = (value: number): number => ((swap16(value) << 16) | swap16(value >>> 16)) >>> 0;

/** One write(2) to a descriptor; nothing at all for an empty text, as stdio does. */
function writeText(host: LibraryHost, fd: number, text: Uint8Array, value: Integer): Integer | LibraryOutcome {
  if (text.length === 0) return value;
  const args = [fd, host.scratch(text), text.length];
  return { kind: 'syscall', call: 'write', args, result: (raw) => (raw < 0 ? -1 : value) };
}

/** stdin, stdout and stderr are addresses of hidden bytes. */
const descriptor = (host: LibraryHost, stream: Integer | undefined): number => {
  const fd = size(stream) - host.memory.base - hidden.streams;
  host.memory.readable(fd >= 0 && fd <= 2 ? host.memory.base : size(stream), 1);
  return fd;
};

const withNul = (bytes: Uint8Array): Uint8Array => Uint8Array.of(...bytes, 0);

function compareBytes(a: Uint8Array, b: Uint8Array, most: number): number {
  for (let i = 0; i < most; i++) {
    const left = a[i] ?? 0;
    const right = b[i] ?? 0;
    if (left !== right) return left - right;
    if (i >= a.length) break;
  }
  return 0;
}

/** sleep(3) and usleep(3) as glibc makes them: clock_nanosleep(CLOCK_REALTIME, 0, &time, &time); the rest comes back in it. */
function pause(
  host: LibraryHost,
  seconds: number,
  nanoseconds: number,
  failed: (left: number) => Integer,
): LibraryOutcome {
  const time = new Uint8Array(16);
  const view = new DataView(time.buffer);
  view.setBigInt64(0, BigInt(seconds), true);
  view.setBigInt64(8, BigInt(nanoseconds), true);
  const address = host.scratch(time);
  const result: KernelResult = (raw, { memory }) => (raw === 0 ? 0 : failed(Number(memory.load(6, address))));
  return { kind: 'syscall', call: 'clock_nanosleep', args: [0, 0, address, address], result };
}

/** The C library, by name; prototypes are in shared/labc/calls.ts. Arguments have been converted to the prototypes' types. */
export const library: Readonly<Record<string, Library>> = {
  memset({ memory }, [to = 0, value, count]) {
    memory.fill(to, size(value) & 0xff, size(count));
    return to;
  },
  memcpy({ memory }, [to = 0, from = 0, count]) {
    memory.move(to, from, size(count));
    return to;
  },
  memmove({ memory }, [to = 0, from = 0, count]) {
    memory.move(to, from, size(count));
    return to;
  },
  memcmp({ memory }, [a = 0, b = 0, count]) {
    const n = size(count);
    const [left, right] = [memory.readable(a, n), memory.readable(b, n)];
    for (let i = 0; i < n; i++) {
      const difference = (memory.bytes[left + i] ?? 0) - (memory.bytes[right + i] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  },
  bzero({ memory }, [to = 0, count]) {
    memory.fill(to, 0, size(count));
    return 0;
  },
  strlen: ({ memory }, [text = 0]) => memory.string(text).length,
  strcpy({ memory }, [to = 0, from = 0]) {
    memory.write(to, withNul(memory.string(from)));
    return to;
  },
  strncpy({ memory }, [to = 0, from = 0, count]) {
    const padded = new Uint8Array(memory.readable(to, size(count)) >= 0 ? size(count) : 0);
    padded.set(memory.string(from).subarray(0, padded.length));
    memory.write(to, padded);
    return to;
  },
  strcat({ memory }, [to = 0, from = 0]) {
    memory.write(size(to) + memory.string(to).length, withNul(memory.string(from)));
    return to;
  },
  strncat({ memory }, [to = 0, from = 0, count]) {
    memory.write(size(to) + memory.string(to).length, withNul(memory.string(from).subarray(0, size(count))));
    return to;
  },
  strcmp: ({ memory }, [a = 0, b = 0]) => compareBytes(memory.string(a), memory.string(b), Infinity),
  strncmp: ({ memory }, [a = 0, b = 0, count]) => compareBytes(memory.string(a), memory.string(b), size(count)),
  strchr({ memory }, [text = 0, wanted]) {
    const at = withNul(memory.string(text)).indexOf(size(wanted) & 0xff);
    return at < 0 ? 0 : size(text) + at;
  },
  strstr({ memory }, [text = 0, wanted = 0]) {
    const at = latin(memory.string(text)).indexOf(latin(memory.string(wanted)));
    return at < 0 ? 0 : size(text) + at;
  },
  strerror({ memory }, [number]) {
    const text = bytesOf(`${strerror(size(number))}\0`);
    const slots = [0, 1, 2, 3].map((slot) => memory.base + hidden.strerror + 64 * slot);
    // The same error has the same text, as in glibc; a fifth one takes another's place.
    const known = slots.find((slot) => latin(memory.string(slot)) === latin(text.subarray(0, -1)));
    const free = slots.find((slot) => memory.load(0, slot) === 0) ?? slots[size(number) & 3] ?? 0;
    if (known === undefined) memory.write(free, text);
    return known ?? free;
  },
  atoi({ memory }, [text = 0]) {
    const digits = /^[ \t\n\v\f\r]*([-+]?[0-9]+)/.exec(latin(memory.string(text)))?.[1] ?? '0';
    return convert(BigInt.asIntN(64, BigInt(digits.replace('+', ''))), 4, true);
  },
  htons: (_, [value]) => swap16(size(value)),
  ntohs: (_, [value]) => swap16(size(value)),
  htonl: (_, [value]) => swap32(size(value)),
  ntohl: (_, [value]) => swap32(size(value)),
  inet_addr: ({ memory }, [text = 0]) => parseAnyAddress(latin(memory.string(text))) ?? 0xffffffff,
  inet_pton(host, [family, text = 0, to = 0]) {
    if (family !== 2) {
      host.setErrno(errnoNumbers['EAFNOSUPPORT'] ?? 0);
      return -1;
    }
    const address = parseStrictAddress(latin(host.memory.string(text)));
    if (address === null) return 0;
    host.memory.store(5, to, address);
    return 1;
  },
  inet_ntop(host, [family, from = 0, to = 0, room]) {
    const fault = family === 2 ? 'ENOSPC' : 'EAFNOSUPPORT';
    const text = family === 2 ? bytesOf(`${addressText(Number(host.memory.load(5, from)))}\0`) : null;
    if (text === null || text.length > size(room)) {
      host.setErrno(errnoNumbers[fault] ?? 0);
      return 0;
    }
    host.memory.write(to, text);
    return to;
  },
  inet_ntoa({ memory }, [address = 0]) {
    memory.write(memory.base + hidden.inetNtoa, bytesOf(`${addressText(Number(memory.load(5, address)))}\0`));
    return memory.base + hidden.inetNtoa;
  },
  printf(host, [format = 0, ...rest]) {
    const text = formatted(host.memory, format, rest);
    return writeText(host, 1, text, text.length);
  },
  fprintf(host, [stream, format = 0, ...rest]) {
    const text = formatted(host.memory, format, rest);
    return writeText(host, descriptor(host, stream), text, text.length);
  },
  snprintf(host, [to = 0, room, format = 0, ...rest]) {
    const text = formatted(host.memory, format, rest);
    if (size(room) > 0) host.memory.write(to, withNul(text.subarray(0, size(room) - 1)));
    return text.length;
  },
  puts: (host, [text = 0]) => writeText(host, 1, Uint8Array.of(...host.memory.string(text), 10), 1),
  fputs: (host, [text = 0, stream]) => writeText(host, descriptor(host, stream), host.memory.string(text).slice(), 1),
  putchar: (host, [character]) => writeText(host, 1, Uint8Array.of(size(character) & 0xff), size(character) & 0xff),
  perror(host, [prefix = 0]) {
    const said = prefix === 0 ? new Uint8Array() : host.memory.string(prefix);
    const lead = said.length === 0 ? '' : `${latin(said)}: `;
    return writeText(host, 2, bytesOf(`${lead}${strerror(host.errno)}\n`), 0);
  },
  fflush: () => 0,
  sleep: (host, [seconds]) => pause(host, size(seconds), 0, (left) => left),
  usleep: (host, [micros]) => pause(host, Math.floor(size(micros) / 1e6), (size(micros) % 1e6) * 1000, () => -1),
  exit: (_, [status]) => ({ kind: 'exit', status: size(status) }),
};
