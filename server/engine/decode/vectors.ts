import type { Value } from '#shared/events/value';
import { addressIn, bytesAt, fault, listOf, MOST_ENTRIES, pointerOf, viewOf, wide, type ReadMemory } from './memory.ts';

const IOVEC_BYTES = 16;
/** UIO_MAXIOV: more of them are refused with EINVAL (linux/uio.h). */
const MOST_VECTORS = 1024;

/** The vectors of readv(2) and their like: address and length of each buffer. null where they cannot be read. */
function vectors(address: number, count: number, read: ReadMemory): { address: number; length: Value }[] | null {
  const wanted = Math.max(0, Math.min(count, MOST_VECTORS));
  const bytes = read(address, IOVEC_BYTES * wanted);
  if (bytes.length < IOVEC_BYTES * wanted) return null;
  const view = viewOf(bytes);
  return Array.from({ length: wanted }, (_, i) => ({
    address: addressIn(view, IOVEC_BYTES * i),
    length: wide(view.getBigUint64(IOVEC_BYTES * i + 8, true)),
  }));
}

const numberOf = (length: Value): number => (typeof length === 'number' ? length : Infinity);

/**
 * An array of struct iovec. `bytes`: how many bytes the call has brought, shared out to the buffers in their order; or
 * that each buffer is full (they are to be written out), or that nothing has come yet.
 */
export function vectorsAt(address: number, count: number, bytes: number | 'all' | 'none', read: ReadMemory): Value {
  if (address === 0) return null;
  if (count < 0 || count > MOST_VECTORS) return pointerOf(address);
  const found = vectors(address, count, read);
  if (found === null) return fault(address);
  let left = typeof bytes === 'number' ? bytes : Infinity;
  const list = found.slice(0, MOST_ENTRIES).map(({ address: base, length }): Value => {
    const here = Math.min(numberOf(length), left);
    left -= here;
    const content = bytes === 'none' ? pointerOf(base) : bytesAt(base, Number.isFinite(here) ? here : -1, read);
    return { struct: 'iovec', fields: { iov_base: content, iov_len: length } };
  });
  return listOf(list, count);
}

/** Where in memory so many received bytes have gone. */
export function filledVectors(
  address: number,
  count: number,
  bytes: number,
  read: ReadMemory,
): readonly { readonly address: number; readonly length: number }[] {
  let left = bytes;
  return (vectors(address, count, read) ?? []).flatMap(({ address: base, length }) => {
    const here = Math.min(numberOf(length), left);
    left -= here;
    return here > 0 ? [{ address: base, length: here }] : [];
  });
}
