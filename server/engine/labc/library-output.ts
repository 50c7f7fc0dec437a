import { strerror } from '#shared/abi/errno';
import type { Integer } from '#shared/labc/arithmetic';
import { hidden } from '#shared/labc/library-variables';
import { bytesOf, latin, type LibraryHost, type LibraryOutcome, type LibraryTable, size } from './library-host.ts';
import { MemoryFault } from './memory.ts';
import { formatted } from './printf.ts';

/** One write(2) to a descriptor; nothing at all for an empty text, as stdio does. */
function writeText(host: LibraryHost, fd: number, text: Uint8Array, value: Integer): Integer | LibraryOutcome {
  if (text.length === 0) return value;
  const args = [fd, host.scratch(text), text.length];
  return { kind: 'syscall', call: 'write', args, result: (raw) => (raw < 0 ? -1 : value) };
}

/** One byte; the value is that byte, unsigned (putc(3)). */
function writeCharacter(host: LibraryHost, fd: number, character: Integer | undefined): Integer | LibraryOutcome {
  const byte = size(character) & 0xff;
  return writeText(host, fd, Uint8Array.of(byte), byte);
}

/** stdin, stdout and stderr are addresses of hidden bytes. */
const descriptor = (host: LibraryHost, stream: Integer | undefined): number => {
  const fd = size(stream) - host.memory.base - hidden.streams;
  if (fd < 0 || fd > 2) throw new MemoryFault(size(stream), 'outside');
  return fd;
};

/** stdio.h without buffers: each is one write(2). */
export const outputFunctions: LibraryTable = {
  printf(host, [format = 0, ...rest]) {
    const text = formatted(host.memory, format, rest);
    return writeText(host, 1, text, text.length);
  },
  fprintf(host, [stream, format = 0, ...rest]) {
    const text = formatted(host.memory, format, rest);
    return writeText(host, descriptor(host, stream), text, text.length);
  },
  dprintf(host, [fd, format = 0, ...rest]) {
    const text = formatted(host.memory, format, rest);
    return writeText(host, size(fd), text, text.length);
  },
  puts: (host, [text = 0]) => writeText(host, 1, Uint8Array.of(...host.memory.string(text), 10), 1),
  fputs: (host, [text = 0, stream]) => writeText(host, descriptor(host, stream), host.memory.string(text).slice(), 1),
  putchar: (host, [character]) => writeCharacter(host, 1, character),
  fputc: (host, [character, stream]) => writeCharacter(host, descriptor(host, stream), character),
  putc: (host, [character, stream]) => writeCharacter(host, descriptor(host, stream), character),
  perror(host, [prefix = 0]) {
    const said = prefix === 0 ? new Uint8Array() : host.memory.string(prefix);
    const lead = said.length === 0 ? '' : `${latin(said)}: `;
    return writeText(host, 2, bytesOf(`${lead}${strerror(host.errno)}\n`), 0);
  },
  fflush: () => 0,
};
