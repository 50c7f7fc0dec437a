import type { Variable } from './tree.ts';
import { type CType, intType, type StructBody, withConst } from './types.ts';

/** What the first bytes of every program's data are: the library's own variables. */
export const hidden = {
  errno: 0,
  /** One byte each for stdin, stdout and stderr: only their addresses matter. */
  streams: 4,
  /** inet_ntoa's result: "255.255.255.255" and its NUL. */
  inetNtoa: 8,
  /** strerror's last four results, 64 bytes each. */
  strerror: 24,
  /** struct in6_addr, 16 bytes each: :: and ::1. */
  in6addrAny: 280,
  in6addrLoopback: 296,
  /** The 8 random bytes that malloc marks freed memory with (glibc's tcache key). */
  mallocKey: 312,
  size: 320,
} as const;

const names = ['errno', 'in6addr_any', 'in6addr_loopback'] as const;

/** The C library's variables that a program may name. */
export const libraryVariableNames: ReadonlySet<string> = new Set(names);

const offsets: Readonly<Record<(typeof names)[number], number>> = {
  errno: hidden.errno,
  in6addr_any: hidden.in6addrAny,
  in6addr_loopback: hidden.in6addrLoopback,
};

/** errno (errno(3)), in6addr_any and in6addr_loopback (ipv6(7)); undefined for any other name. */
export function libraryVariable(name: string, structs: ReadonlyMap<string, StructBody>): Variable | undefined {
  const known = names.find((one) => one === name);
  if (known === undefined) return undefined;
  const address = structs.get('in6_addr');
  const type: CType | null =
    known === 'errno' ? intType : address === undefined ? null : withConst({ kind: 'struct', body: address });
  if (type === null) return undefined;
  return { name, type, storage: 'static', offset: offsets[known], at: { line: 1, column: 1 } };
}
