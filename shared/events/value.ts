import { z } from 'zod';
import { addressSchema } from './address.ts';

/**
 * What an argument or an output of a system call holds, decoded while the thread is still stopped. Structures, never
 * text: views format them (strace's spelling is one view). Every form keeps the raw value where names could mislead.
 */
export type Value =
  | number
  | null
  | { readonly symbol: string; readonly raw: number }
  | { readonly flags: readonly string[]; readonly raw: number }
  | z.infer<typeof addressSchema>
  | { readonly bytes: string; readonly length: number }
  | { readonly text: string }
  | { readonly pointer: string }
  | { readonly fault: string }
  | { readonly struct: string; readonly fields: Readonly<Record<string, Value>> }
  | {
      readonly list: readonly Value[];
      readonly of?: 'fd_set' | 'sigset_t' | undefined;
      readonly total?: number | undefined;
    };

/** What a value may look like in a log; docs/events.md lists the forms. */
export const valueSchema: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.number(),
    z.null(),
    /** One named constant: AF_INET, SOL_SOCKET. `symbol` is the decimal number where no name is known. */
    z.object({ symbol: z.string(), raw: z.number() }),
    /** A set of bits; bits without a name come last, as one hexadecimal number. */
    z.object({ flags: z.array(z.string()), raw: z.number() }),
    addressSchema,
    /** Bytes in memory: base64 of the first ones (at most 4096), and how many there are in all. */
    z.object({ bytes: z.string(), length: z.int() }),
    /** A NUL-terminated string: a path. */
    z.object({ text: z.string() }),
    /** An address whose target is not decoded, in hexadecimal. */
    z.object({ pointer: z.string() }),
    /** What could not be decoded, and why: a failed decode is part of the output. */
    z.object({ fault: z.string() }),
    z.object({ struct: z.string(), fields: z.record(z.string(), valueSchema) }),
    /**
     * An array, or a set: of descriptors (select(2)), of signals (sigaction(2)). `total`: how many there are in all,
     * where the list has only the first ones.
     */
    z.object({
      list: z.array(valueSchema),
      of: z.enum(['fd_set', 'sigset_t']).optional(),
      total: z.int().optional(),
    }),
  ]),
);

/** One argument: its name in the man page, its value, and the socket it names where it is a descriptor. */
export const argumentSchema = z.object({ name: z.string(), value: valueSchema, socket: z.string().optional() });
export type Argument = z.infer<typeof argumentSchema>;
