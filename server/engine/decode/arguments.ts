import type { Field, Syscall } from '#shared/abi/syscalls/entry';
import type { Argument, Value } from '#shared/events/value';
import { After, type Filled } from './after.ts';
import { fcntlResult } from './commands.ts';
import { decoders, type Decoder, type Kind } from './decoders.ts';
import type { ReadMemory } from './memory.ts';

const decoderOf = (field: Field): Decoder<Kind> => decoders[field.kind] as Decoder<Kind>;

const onArm64 = process.arch === 'arm64';

/** The register that holds an argument. */
const registerOf = (field: Field, position: number, raw: readonly number[]): number =>
  raw[onArm64 ? (field.arm64 ?? position) : position] ?? 0;

/**
 * The arguments of a call as they are before it: numbers named, structures read from the caller's own memory while the
 * thread is stopped. Memory that the kernel will fill is shown as its address. A decode that fails is part of the
 * answer. `raw`: the six argument registers. An argument that the call's command has not got is left out (fcntl(2)).
 */
export function decodeArguments(call: Syscall, raw: readonly number[], read: ReadMemory): Argument[] {
  const told: Argument[] = [];
  call.args.forEach((field, i) => {
    const value = decoderOf(field).before(field, registerOf(field, i, raw), { raw, read });
    if (value !== undefined) told.push({ name: field.name, value });
  });
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
  const values = before.map(({ value }) => value);
  call.args.forEach((field, i) => {
    const decoder = decoderOf(field);
    const address = registerOf(field, i, raw);
    if (decoder.after === undefined || address === 0) return;
    if (result < 0 && decoder.always === undefined) return;
    const value = decoder.after(field, address, new After({ raw, result, read }, values, i, filled));
    if (value !== undefined) outputs.push({ name: field.name, value });
  });
  const bits = call.returns === 'flags' && result >= 0 ? fcntlResult(raw[1] ?? 0, result) : null;
  if (bits !== null) outputs.push({ name: 'flags', value: bits });
  return { outputs, filled };
}
