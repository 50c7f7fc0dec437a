import { fail, ok, type Result } from '../base/result.ts';

export interface IcmpMessage {
  readonly type: number;
  readonly code: number;
  readonly name: string;
}

/** IANA's "ICMP Type Numbers" and "ICMPv6", as far as a lab of two hosts can see them; `type/code` before `type`. */
const names4: Readonly<Record<string, string>> = {
  '0': 'echo reply',
  '3': 'destination unreachable',
  '3/0': 'network unreachable',
  '3/1': 'host unreachable',
  '3/2': 'protocol unreachable',
  '3/3': 'port unreachable',
  '3/4': 'fragmentation needed',
  '3/9': 'network administratively prohibited',
  '3/10': 'host administratively prohibited',
  '3/13': 'communication administratively prohibited',
  '4': 'source quench',
  '5': 'redirect',
  '8': 'echo request',
  '9': 'router advertisement',
  '10': 'router solicitation',
  '11': 'time exceeded',
  '11/0': 'time to live exceeded',
  '11/1': 'fragment reassembly time exceeded',
  '12': 'parameter problem',
  '13': 'timestamp request',
  '14': 'timestamp reply',
};

const names6: Readonly<Record<string, string>> = {
  '1': 'destination unreachable',
  '1/0': 'no route to destination',
  '1/1': 'administratively prohibited',
  '1/3': 'address unreachable',
  '1/4': 'port unreachable',
  '2': 'packet too big',
  '3': 'time exceeded',
  '4': 'parameter problem',
  '128': 'echo request',
  '129': 'echo reply',
  '130': 'multicast listener query',
  '131': 'multicast listener report',
  '132': 'multicast listener done',
  '133': 'router solicitation',
  '134': 'router advertisement',
  '135': 'neighbor solicitation',
  '136': 'neighbor advertisement',
  '137': 'redirect',
  '143': 'multicast listener report v2',
};

/** An ICMP message (RFC 792, RFC 4443). */
export function decodeIcmp(bytes: Uint8Array, version: 4 | 6): Result<IcmpMessage, string> {
  if (bytes.length < 8) return fail(`an ICMP header of 8 bytes in ${bytes.length} bytes`);
  const type = bytes[0] ?? 0;
  const code = bytes[1] ?? 0;
  const names = version === 4 ? names4 : names6;
  return ok({ type, code, name: names[`${type}/${code}`] ?? names[`${type}`] ?? `type ${type} code ${code}` });
}
