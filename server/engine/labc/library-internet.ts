import { errnoNumbers } from '#shared/abi/errno';
import { hidden } from '#shared/labc/library-variables';
import { storage } from '#shared/labc/code';
import { address6Text, parseAddress6 } from './internet-address6.ts';
import { addressText, parseAnyAddress, parseStrictAddress } from './internet-address.ts';
import { bytesOf, latin, type LibraryHost, type LibraryTable, size } from './library-host.ts';

const swap16 = (value: number): number => ((value & 0xff) << 8) | ((value >> 8) & 0xff);
const swap32 = (value: number): number => ((swap16(value) << 16) | swap16(value >>> 16)) >>> 0;

const AF_INET = 2;
const AF_INET6 = 10;

function unknownFamily(host: LibraryHost, value: number): number {
  host.setErrno(errnoNumbers['EAFNOSUPPORT'] ?? 0);
  return value;
}

/** arpa/inet.h: numbers in network byte order, addresses as text. */
export const internetFunctions: LibraryTable = {
  htons: (_, [value]) => swap16(size(value)),
  ntohs: (_, [value]) => swap16(size(value)),
  htonl: (_, [value]) => swap32(size(value)),
  ntohl: (_, [value]) => swap32(size(value)),
  inet_addr: ({ memory }, [text = 0]) => parseAnyAddress(latin(memory.string(text))) ?? 0xffffffff,
  inet_pton(host, [family, text = 0, to = 0]) {
    const bytes = latin(host.memory.string(text));
    if (size(family) === AF_INET6) {
      const address = parseAddress6(bytes);
      if (address !== null) host.memory.write(to, address);
      return address === null ? 0 : 1;
    }
    if (size(family) !== AF_INET) return unknownFamily(host, -1);
    const address = parseStrictAddress(bytes);
    if (address === null) return 0;
    host.memory.store(storage.u32, to, address);
    return 1;
  },
  inet_ntop(host, [family, from = 0, to = 0, room]) {
    const { memory } = host;
    if (size(family) !== AF_INET && size(family) !== AF_INET6) return unknownFamily(host, 0);
    const plain =
      size(family) === AF_INET
        ? addressText(Number(memory.load(storage.u32, from)))
        : address6Text(memory.read(from, 16));
    if (plain.length + 1 > size(room)) {
      host.setErrno(errnoNumbers['ENOSPC'] ?? 0);
      return 0;
    }
    memory.write(to, bytesOf(`${plain}\0`));
    return to;
  },
  inet_ntoa({ memory }, [address = 0]) {
    const text = addressText(Number(memory.load(storage.u32, address)));
    memory.write(memory.base + hidden.inetNtoa, bytesOf(`${text}\0`));
    return memory.base + hidden.inetNtoa;
  },
};
