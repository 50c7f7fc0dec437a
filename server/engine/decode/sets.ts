import { pollEvents } from '#shared/abi/constants-descriptors';
import type { Value } from '#shared/events/value';
import { fault, listOf, MOST_ENTRIES, pointerOf, viewOf, type ReadMemory } from './memory.ts';
import { flagsOf } from './names.ts';

const POLLFD_BYTES = 8;
/** More descriptors than any process of a lab may have open. */
const MOST_DESCRIPTORS = 65_536;

/** Bytes of a set for descriptors below `nfds`: whole longs (FDS_BYTES in fs/select.c). */
const setBytes = (nfds: number): number => 8 * Math.ceil(Math.min(nfds, MOST_DESCRIPTORS) / 64);

export interface Range {
  readonly address: number;
  readonly length: number;
}

/** What select(2) writes back: the whole of each set that it looked at. */
export const setRange = (address: number, nfds: number): Range => ({ address, length: nfds > 0 ? setBytes(nfds) : 0 });

/** A set of select(2): the descriptors below `nfds` that are in it. */
export function setAt(address: number, nfds: number, read: ReadMemory): Value {
  if (address === 0) return null;
  if (nfds < 0) return pointerOf(address);
  const bytes = read(address, setBytes(nfds));
  if (bytes.length < setBytes(nfds)) return fault(address);
  const list: number[] = [];
  for (let fd = 0; fd < nfds && fd >> 3 < bytes.length; fd++) {
    if (((bytes[fd >> 3] ?? 0) & (1 << (fd & 7))) !== 0) list.push(fd);
  }
  return { list, of: 'fd_set' };
}

/** An array of struct pollfd before the call: descriptors and what is asked of them; nothing is asked of a negative one. */
export function pollfdsAt(address: number, count: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const shown = Math.min(count >>> 0, MOST_ENTRIES);
  const bytes = read(address, POLLFD_BYTES * shown);
  if (bytes.length < POLLFD_BYTES * shown) return fault(address);
  const view = viewOf(bytes);
  const list = Array.from({ length: shown }, (_, i): Value => {
    const fd = view.getInt32(POLLFD_BYTES * i, true);
    const events = flagsOf(pollEvents, view.getUint16(POLLFD_BYTES * i + 4, true));
    return { struct: 'pollfd', fields: fd < 0 ? { fd } : { fd, events } };
  });
  return listOf(list, count >>> 0);
}

/** What poll(2) writes back: revents of every entry, so the range is the whole array. */
export const pollRange = (address: number, count: number): Range => ({
  address,
  length: count >>> 0 > MOST_DESCRIPTORS ? 0 : POLLFD_BYTES * (count >>> 0),
});

/** The entries of which poll(2) has something to tell. */
export function polled(bytes: Uint8Array): Value {
  const view = viewOf(bytes);
  const list: Value[] = [];
  for (let at = 0; at + POLLFD_BYTES <= bytes.length; at += POLLFD_BYTES) {
    const revents = view.getUint16(at + 6, true);
    if (revents === 0) continue;
    list.push({ struct: 'pollfd', fields: { fd: view.getInt32(at, true), revents: flagsOf(pollEvents, revents) } });
  }
  return listOf(list.slice(0, MOST_ENTRIES), list.length);
}
