import type { Field, Syscall } from '#shared/abi/syscalls/entry';
import type { Argument, Value } from '#shared/events/value';
import { After, type Filled } from './after.ts';
import { fcntlResult } from './commands.ts';
import { decoders, type Decoder, type Kind } from './decoders.ts';
import type { ReadMemory } from './memory.ts';

/** One argument of a call: how it is told, and the register that holds it. */
interface Position {
  readonly field: Field;
  readonly register: number;
  readonly decoder: Decoder<Kind>;
}

const onArm64 = process.arch === 'arm64';

const positionsByCall = new Map<Syscall, readonly Position[]>();

/** The arguments of a call, looked up once: a free program makes the same few calls thousands of times a second. */
function positionsOf(call: Syscall): readonly Position[] {
  const known = positionsByCall.get(call);
  if (known !== undefined) return known;
  const positions = call.args.map((field, position) => ({
    field,
    register: onArm64 ? (field.arm64 ?? position) : position,
    decoder: decoders[field.kind] as Decoder<Kind>,
  }));
  positionsByCall.set(call, positions);
  return positions;
}

/** The id of the socket that a descriptor of the caller names; null where it names none. */
type SocketOf = (fd: number) => string | null;

const noSocket: SocketOf = () => null;

/**
 * The arguments of a call as they are before it: numbers named, structures read from the caller's own memory while the
 * thread is stopped. Memory that the kernel will fill is shown as its address. A decode that fails is part of the
 * answer. `raw`: the six argument registers. An argument that the call's command has not got is left out (fcntl(2)).
 */
export function decodeArguments(
  call: Syscall,
  raw: readonly number[],
  read: ReadMemory,
  socketOf: SocketOf = noSocket,
): Argument[] {
  const told: Argument[] = [];
  const asked = { raw, read };
  for (const { field, register, decoder } of positionsOf(call)) {
    const value = decoder.before(field, raw[register] ?? 0, asked);
    if (value === undefined) continue;
    const socket = field.kind === 'fd' && typeof value === 'number' ? socketOf(value) : null;
    told.push(socket === null ? { name: field.name, value } : { name: field.name, value, socket });
  }
  return told;
}

/**
 * What the kernel wrote into the caller's memory by this call, decoded, and every place where it may have written.
 * `before`: the arguments as they were told before the call (a kernel may report a length greater than the room that was
 * offered: accept(2)). Where the result itself is a set of bits (fcntl(2)), it is told as `flags`. A failed call has outputs only where it tells something (the rest of a sleep), but may have written.
 */
export function decodeOutputs(
  call: Syscall,
  raw: readonly number[],
  result: number,
  before: readonly { readonly value: Value }[],
  read: ReadMemory,
): { readonly outputs: Argument[]; readonly filled: Filled[] } {
  const outputs: Argument[] = [];
  const filled: Filled[] = [];
  const positions = positionsOf(call);
  for (let i = 0; i < positions.length; i++) {
    const { field, register, decoder } = positions[i] as Position;
    const address = raw[register] ?? 0;
    if (decoder.after === undefined || address === 0) continue;
    if (result < 0 && decoder.always === undefined) continue;
    const value = decoder.after(field, address, new After(raw, result, read, before, i, filled));
    if (value !== undefined) outputs.push({ name: field.name, value });
  }
  const bits = call.returns === 'flags' && result >= 0 ? fcntlResult(raw[1] ?? 0, result) : null;
  if (bits !== null) outputs.push({ name: 'flags', value: bits });
  return { outputs, filled };
}
