import { storage } from '#shared/labc/code';
import { type LibraryTable, size } from './library-host.ts';
import { messageHeader } from './iovec.ts';

const headerBytes = 16;
const aligned = (length: number): number => Math.ceil(length / 8) * 8;

/** The macros of cmsg(3); CMSG_LEN and CMSG_SPACE are in shared/labc/folding.ts, for they may size an array. */
export const messageFunctions: LibraryTable = {
  CMSG_FIRSTHDR({ memory }, [message]) {
    memory.read(size(message), 56);
    const header = messageHeader(memory, size(message));
    return header !== null && header.controlSize >= headerBytes ? header.control : 0;
  },
  CMSG_NXTHDR({ memory }, [message, current]) {
    memory.read(size(message), 56);
    const header = messageHeader(memory, size(message));
    const length = size(memory.load(storage.u64, size(current)));
    if (header === null || length < headerBytes) return 0;
    const left = header.control + header.controlSize - size(current);
    return left < aligned(length) + headerBytes ? 0 : size(current) + aligned(length);
  },
  CMSG_DATA: (_, [current]) => size(current) + headerBytes,
};
