import { addressFamilies } from '#shared/abi/constants';
import { ipv4Text, ipv6Text } from '#shared/abi/packet-ip';
import type { Address } from '#shared/events/address';
import type { Value } from '#shared/events/value';
import { bytesOf, untilNul, viewOf } from './memory.ts';
import { symbolOf } from './names.ts';

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const utf8 = new TextDecoder();

/**
 * A struct sockaddr of `bytes.length` bytes (ip(7), ipv6(7), unix(7)). In unix(7) the length decides: two bytes are an
 * unnamed socket, a leading NUL an abstract name of all the bytes that follow, anything else a path up to its NUL. An
 * address too short for its family, or of another family, is its family and what follows.
 */
export function decodeSockaddr(bytes: Uint8Array): Value {
  if (bytes.length === 0) return null;
  if (bytes.length < 2) return { fault: `an address of ${bytes.length} byte is shorter than its family` };
  const view = viewOf(bytes);
  const family = view.getUint16(0, true);
  switch (family) {
    case AF_INET:
      if (bytes.length < 8) break;
      return { family: 'AF_INET', addr: ipv4Text(bytes, 4), port: view.getUint16(2) };
    case AF_INET6: {
      if (bytes.length < 24) break;
      const scope = bytes.length >= 28 ? view.getUint32(24, true) : 0;
      const flow = view.getUint32(4);
      return {
        family: 'AF_INET6',
        addr: ipv6Text(bytes, 8),
        port: view.getUint16(2),
        ...(scope === 0 ? {} : { scope }),
        ...(flow === 0 ? {} : { flow }),
      };
    }
    case AF_UNIX: {
      const name = bytes.subarray(2);
      if (name.length === 0) return { family: 'AF_UNIX' };
      return name[0] === 0
        ? { family: 'AF_UNIX', abstract: utf8.decode(name.subarray(1)) }
        : { family: 'AF_UNIX', path: utf8.decode(untilNul(name)) };
    }
    default:
  }
  const rest = bytes.subarray(2);
  const fields = {
    sa_family: symbolOf(addressFamilies, family),
    ...(rest.length > 0 ? { sa_data: bytesOf(rest) } : {}),
  };
  return { struct: 'sockaddr', fields };
}

/** The address in a decoded value, where it is one. */
export const asAddress = (value: Value): Address | null =>
  value !== null && typeof value === 'object' && 'family' in value ? value : null;
