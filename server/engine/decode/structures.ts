import { actionHandlers, kernelActionFlags } from '#shared/abi/constants-processes';
import { epollEvents } from '#shared/abi/constants-descriptors';
import { signalName } from '#shared/abi/signals';
import type { StructName } from '#shared/abi/syscalls/entry';
import type { Value } from '#shared/events/value';
import { addressIn, bytesOf, pointerOf, viewOf, wide } from './memory.ts';
import { flagsOf, symbolOf } from './names.ts';

/** A structure of fixed size in the caller's memory, little endian, as the kernel lays it out for 64-bit programs. */
export interface Structure {
  readonly size: number;
  /** `bytes` has at least `size` of them. */
  readonly decode: (bytes: Uint8Array) => Value;
}

const time =
  (struct: 'timespec' | 'timeval', fraction: string) =>
  (bytes: Uint8Array): Value => {
    const view = viewOf(bytes);
    const fields = { tv_sec: wide(view.getBigInt64(0, true)), [fraction]: wide(view.getBigInt64(8, true)) };
    return { struct, fields };
  };

const timespec = time('timespec', 'tv_nsec');
const timeval = time('timeval', 'tv_usec');

const usage = [
  ...['ru_maxrss', 'ru_ixrss', 'ru_idrss', 'ru_isrss', 'ru_minflt', 'ru_majflt', 'ru_nswap', 'ru_inblock'],
  ...['ru_oublock', 'ru_msgsnd', 'ru_msgrcv', 'ru_nsignals', 'ru_nvcsw', 'ru_nivcsw'],
];

/** struct rusage (getrusage(2)): two times, then longs. */
function rusage(bytes: Uint8Array): Value {
  const view = viewOf(bytes);
  const counts = usage.map((name, i) => [name, wide(view.getBigInt64(32 + 8 * i, true))] as const);
  const times = { ru_utime: timeval(bytes), ru_stime: timeval(bytes.subarray(16)) };
  return { struct: 'rusage', fields: { ...times, ...Object.fromEntries(counts) } };
}

const signal = (number: number): Value => ({ symbol: signalName(number), raw: number });

/** What wait(2)'s macros say of a status. */
function waitStatus(bytes: Uint8Array): Value {
  const status = viewOf(bytes).getInt32(0, true);
  const low = status & 0x7f;
  const high = (status >> 8) & 0xff;
  const fields = ((): Readonly<Record<string, Value>> => {
    if (status === 0xffff) return { WIFCONTINUED: 1 };
    if (low === 0) return { WIFEXITED: 1, WEXITSTATUS: high };
    if (low === 0x7f) return { WIFSTOPPED: 1, WSTOPSIG: signal(high) };
    return { WIFSIGNALED: 1, WTERMSIG: signal(low), ...((status & 0x80) === 0 ? {} : { WCOREDUMP: 1 }) };
  })();
  return { struct: 'wait status', fields };
}

/** The kernel's sigset_t: a bit for each of 64 signals, the first for signal 1. */
function signalSet(bytes: Uint8Array): Value {
  const list: Value[] = [];
  for (let number = 1; number <= 64; number++) {
    const bit = number - 1;
    if (((bytes[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0) list.push(signal(number));
  }
  return { list, of: 'sigset_t' };
}

/** sa_flags is a long: bits above the known ones are told as they are (a C library may extend the sign of an int). */
function actionFlagsOf(low: number, high: number): Value {
  const named = flagsOf(kernelActionFlags, low);
  if (high === 0 || typeof named !== 'object' || named === null || !('flags' in named)) return named;
  return { flags: [...named.flags, `0x${high.toString(16)}00000000`], raw: high * 0x1_0000_0000 + low };
}

/** The kernel's struct sigaction, which is not the C library's (asm-generic/signal.h; x86-64 and arm64 alike). */
function sigaction(bytes: Uint8Array): Value {
  const view = viewOf(bytes);
  const handler = addressIn(view, 0);
  const flags = view.getUint32(8, true);
  const fields = {
    sa_handler: handler === 0 || handler === 1 ? symbolOf(actionHandlers, handler) : pointerOf(handler),
    sa_mask: signalSet(bytes.subarray(24)),
    sa_flags: actionFlagsOf(flags, view.getUint32(12, true)),
    ...((flags & (kernelActionFlags['SA_RESTORER'] ?? 0)) === 0 ? {} : { sa_restorer: pointerOf(addressIn(view, 16)) }),
  };
  return { struct: 'sigaction', fields };
}

/** struct epoll_event is packed on x86-64 and nowhere else (linux/eventpoll.h). */
const epollLayout = process.arch === 'x64' ? { size: 12, data: 4 } : { size: 16, data: 8 };

function epollEvent(bytes: Uint8Array): Value {
  const view = viewOf(bytes);
  const { data } = epollLayout;
  const union = { u32: view.getUint32(data, true), u64: wide(view.getBigUint64(data, true)) };
  const fields = {
    events: flagsOf(epollEvents, view.getUint32(0, true)),
    data: { struct: 'epoll_data', fields: union },
  };
  return { struct: 'epoll_event', fields };
}

export const structures: Readonly<Record<StructName, Structure>> = {
  int: { size: 4, decode: (bytes) => ({ list: [viewOf(bytes).getInt32(0, true)] }) },
  off_t: { size: 8, decode: (bytes) => ({ list: [wide(viewOf(bytes).getBigInt64(0, true))] }) },
  timespec: { size: 16, decode: timespec },
  timeval: { size: 16, decode: timeval },
  itimerval: {
    size: 32,
    decode: (bytes) => ({
      struct: 'itimerval',
      fields: { it_interval: timeval(bytes), it_value: timeval(bytes.subarray(16)) },
    }),
  },
  itimerspec: {
    size: 32,
    decode: (bytes) => ({
      struct: 'itimerspec',
      fields: { it_interval: timespec(bytes), it_value: timespec(bytes.subarray(16)) },
    }),
  },
  rusage: { size: 144, decode: rusage },
  'wait status': { size: 4, decode: waitStatus },
  sigset_t: { size: 8, decode: signalSet },
  sigaction: { size: 32, decode: sigaction },
  epoll_event: { size: epollLayout.size, decode: epollEvent },
};

/** The structure in some bytes where they are enough for it; else the bytes. */
export const structureOf = ({ size, decode }: Structure, bytes: Uint8Array): Value =>
  bytes.length < size ? bytesOf(bytes) : decode(bytes);
