import { z } from 'zod';

/**
 * A socket address as a structure. IPv4 and IPv6 after ip(7) and ipv6(7); Unix after unix(7): a path, an abstract name
 * (shown without its leading NUL), or unnamed (both absent).
 */
export const addressSchema = z.discriminatedUnion('family', [
  z.object({ family: z.literal('AF_INET'), addr: z.string(), port: z.int() }),
  z.object({
    family: z.literal('AF_INET6'),
    addr: z.string(),
    port: z.int(),
    scope: z.int().optional(),
    /** sin6_flowinfo in host order; absent where it is 0. */
    flow: z.int().optional(),
  }),
  z.object({ family: z.literal('AF_UNIX'), path: z.string().optional(), abstract: z.string().optional() }),
]);
export type Address = z.infer<typeof addressSchema>;
