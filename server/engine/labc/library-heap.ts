import { errnoNumbers } from '#shared/abi/errno';
import { type LibraryTable, size } from './library-host.ts';

/** PTRDIFF_MAX: no block is larger (malloc(3)). */
const largest = 2 ** 63;

/** malloc(3): what is asked of the kernel, and when, is heap.ts. */
export const heapFunctions: LibraryTable = {
  malloc(host, [bytes]) {
    if (size(bytes) >= largest) return refused(host);
    return host.heap.malloc(host, size(bytes), (_, address) => address);
  },
  calloc(host, [count, each]) {
    const bytes = size(count) * size(each);
    if (bytes >= largest) return refused(host);
    return host.heap.malloc(
      host,
      bytes,
      ({ heap, memory }, address) => {
        // What mmap has just given is zero already.
        if (address !== 0 && heap.isMapped(address)) memory.received(address, bytes);
        else if (address !== 0) memory.fill(address, 0, bytes);
        return address;
      },
      false,
    );
  },
  realloc(host, [address, bytes]) {
    if (size(bytes) >= largest) return refused(host);
    if (size(address) === 0) return host.heap.malloc(host, size(bytes), (_, to) => to);
    if (size(bytes) === 0) return host.heap.free(host, size(address));
    return host.heap.realloc(host, size(address), size(bytes));
  },
  free: (host, [address]) => (size(address) === 0 ? 0 : host.heap.free(host, size(address))),
};

function refused(host: { setErrno(number: number): void }): number {
  host.setErrno(errnoNumbers['ENOMEM'] ?? 0);
  return 0;
}
