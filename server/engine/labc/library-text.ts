import { strerror } from '#shared/abi/errno';
import { hidden } from '#shared/labc/library-variables';
import { bytesOf, latin, type LibraryTable, size, withNul } from './library-host.ts';
import { formatted } from './printf.ts';

function compareBytes(a: Uint8Array, b: Uint8Array, most: number): number {
  for (let i = 0; i < most; i++) {
    const left = a[i] ?? 0;
    const right = b[i] ?? 0;
    if (left !== right) return left - right;
    if (i >= a.length) break;
  }
  return 0;
}

/** How many bytes at the beginning are of the set, or are not. */
function span(bytes: Uint8Array, set: Uint8Array, within: boolean): number {
  const end = bytes.findIndex((byte) => set.includes(byte) !== within);
  return end < 0 ? bytes.length : end;
}

const lower = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/** string.h, and what else works on bytes and texts alone. */
export const textFunctions: LibraryTable = {
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
    const [left, right] = [memory.read(a, n), memory.read(b, n)];
    for (let i = 0; i < n; i++) {
      const difference = (left[i] ?? 0) - (right[i] ?? 0);
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
    const padded = new Uint8Array(memory.read(to, size(count)).length);
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
  strrchr({ memory }, [text = 0, wanted]) {
    const at = withNul(memory.string(text)).lastIndexOf(size(wanted) & 0xff);
    return at < 0 ? 0 : size(text) + at;
  },
  memchr({ memory }, [from = 0, wanted, count]) {
    // It looks no further than the first that fits: what lies behind need not be there (C11 7.24.5.1).
    const at = memory.readUpTo(from, size(count)).indexOf(size(wanted) & 0xff);
    if (at < 0) memory.read(from, size(count));
    return at < 0 ? 0 : size(from) + at;
  },
  strspn: ({ memory }, [text = 0, set = 0]) => span(memory.string(text), memory.string(set), true),
  strcspn: ({ memory }, [text = 0, set = 0]) => span(memory.string(text), memory.string(set), false),
  strpbrk({ memory }, [text = 0, set = 0]) {
    const bytes = memory.string(text);
    const at = span(bytes, memory.string(set), false);
    return at === bytes.length ? 0 : size(text) + at;
  },
  strnlen({ memory }, [text = 0, most]) {
    const bytes = memory.readUpTo(text, size(most));
    const end = bytes.indexOf(0);
    if (end < 0) memory.read(text, size(most));
    return end < 0 ? size(most) : end;
  },
  strcasecmp: ({ memory }, [a = 0, b = 0]) => compareBytes(lower(memory.string(a)), lower(memory.string(b)), Infinity),
  strncasecmp: ({ memory }, [a = 0, b = 0, count]) =>
    compareBytes(lower(memory.string(a)), lower(memory.string(b)), size(count)),
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
  snprintf(host, [to = 0, room, format = 0, ...rest]) {
    const text = formatted(host.memory, format, rest);
    if (size(room) > 0) host.memory.write(to, withNul(text.subarray(0, size(room) - 1)));
    return text.length;
  },
};
