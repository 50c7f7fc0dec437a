import type { Fill, FillSize, SystemCall } from '#shared/labc/calls';
import { storage } from '#shared/labc/code';
import { iovecParts, type MessageHeader, messageHeader, messageHeaders, mmsghdrBytes, type Part } from './iovec.ts';
import type { KernelResult } from './library-host.ts';
import type { Memory } from './memory.ts';

/** A system call that the machine waits for. It is never changed, so that two machines may share it after a fork. */
export interface Pending {
  /** What the source says: select. */
  readonly api: string;
  readonly result: KernelResult;
  readonly fills: readonly Expected[];
}

/** Memory that the kernel will have written. */
export type Expected =
  | { readonly kind: 'fixed'; readonly address: number; readonly size: number; readonly when: When }
  /** So many bytes for each of the call's result. */
  | { readonly kind: 'result'; readonly address: number; readonly each: number }
  /** No more than `size` of what the kernel tells at `behind` that it had to write. */
  | { readonly kind: 'told'; readonly address: number; readonly size: number; readonly behind: number }
  | { readonly kind: 'scattered'; readonly parts: readonly Part[] }
  | { readonly kind: 'message'; readonly address: number; readonly header: MessageHeader }
  | { readonly kind: 'messages'; readonly address: number; readonly headers: readonly MessageHeader[] };

/** success: the result is no error. positive: and not 0. always: also where the call fails (pselect6's timeout). */
type When = 'success' | 'positive' | 'always';

/** The kernel's -1 to -4095 are errors (syscall(2)); anything else is a result, an address for one. */
export const hasFailed = (raw: number): boolean => raw < 0 && raw > -4096;

const asIs: KernelResult = (raw) => (hasFailed(raw) ? -1 : raw);

/** `given`: the raw arguments in the order of the source. */
export const awaited = (memory: Memory, call: SystemCall, given: readonly number[]): Pending => ({
  api: call.name,
  result: asIs,
  fills: call.fills.length === 0 ? nothing : filled(memory, call.fills, given),
});

const nothing: readonly Expected[] = [];

const filled = (memory: Memory, fills: readonly Fill[], given: readonly number[]): readonly Expected[] =>
  fills.flatMap(({ parameter, size, ifResult }) => {
    const address = given[parameter] ?? 0;
    if (address === 0) return nothing;
    if (ifResult === true && typeof size === 'number') return [{ kind: 'fixed', address, size, when: 'positive' }];
    return expected(memory, address, size, given);
  });

function expected(memory: Memory, address: number, size: FillSize, given: readonly number[]): readonly Expected[] {
  if (size === 'result') return [{ kind: 'result', address, each: 1 }];
  if (typeof size === 'number') return [{ kind: 'fixed', address, size, when: 'success' }];
  if (size === 'msghdr') {
    const header = messageHeader(memory, address);
    return header === null ? [] : [{ kind: 'message', address, header }];
  }
  if ('mmsghdr' in size) {
    const headers = messageHeaders(memory, address, given[size.mmsghdr] ?? 0);
    return [{ kind: 'messages', address, headers }];
  }
  if ('iovec' in size) return [{ kind: 'scattered', parts: iovecParts(memory, address, given[size.iovec] ?? 0) }];
  if ('behind' in size) {
    const behind = given[size.behind] ?? 0;
    if (!memory.holds(behind, 4)) return [];
    return [{ kind: 'told', address, size: Number(memory.load(storage.u32, behind)), behind }];
  }
  const { each, of } = size;
  if (of === 'result') return [{ kind: 'result', address, each }];
  return [{ kind: 'fixed', address, size: each * (given[of.parameter] ?? 0), when: 'success' }];
}

/** Reads the process's memory; shorter, down to none, where an address is not mapped. */
export type ReadProcess = (address: number, length: number) => Uint8Array;

/** After a call: what the kernel wrote has a value now. Without `read`, the bytes are in the machine's memory already. */
export function receive(memory: Memory, { fills }: Pending, raw: number, read?: ReadProcess): void {
  const take = (address: number, size: number): void => {
    memory.received(address, size, size > 0 ? read?.(address, size) : undefined);
  };
  // What tells how much another holds is read first.
  for (let i = fills.length - 1; i >= 0; i--) {
    const fill = fills[i] as Expected;
    if (hasFailed(raw) && (fill.kind !== 'fixed' || fill.when !== 'always')) continue;
    switch (fill.kind) {
      case 'fixed':
        if (fill.when !== 'positive' || raw > 0) take(fill.address, fill.size);
        break;
      case 'result':
        take(fill.address, raw * fill.each);
        break;
      case 'told':
        take(fill.address, Math.min(fill.size, Number(memory.load(storage.u32, fill.behind))));
        break;
      case 'scattered':
        scatter(fill.parts, raw, take);
        break;
      case 'message':
        receiveMessage(memory, fill.address, fill.header, raw, take);
        break;
      case 'messages':
        fill.headers.slice(0, raw).forEach((header, i) => {
          const at = fill.address + mmsghdrBytes * i;
          take(at, mmsghdrBytes);
          receiveMessage(memory, at, header, Number(memory.load(storage.u32, at + 56)), take);
        });
    }
  }
}

/** The first part is filled before the second gets anything (readv(2)). */
function scatter(parts: readonly Part[], total: number, take: (address: number, size: number) => void): void {
  let left = total;
  for (const { address, size } of parts) {
    take(address, Math.min(size, left));
    left -= Math.min(size, left);
  }
}

/** recvmsg(2) writes the lengths and flags of the header, the name, the control messages and the data. */
function receiveMessage(
  memory: Memory,
  address: number,
  before: MessageHeader,
  raw: number,
  take: (address: number, size: number) => void,
): void {
  take(address, 56);
  const after = messageHeader(memory, address);
  take(before.name, Math.min(before.nameSize, after?.nameSize ?? 0));
  take(before.control, Math.min(before.controlSize, after?.controlSize ?? 0));
  scatter(before.parts, raw, take);
}
