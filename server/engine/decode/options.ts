import {
  addressFamilies,
  ipOptions,
  ipProtocols,
  ipv6Options,
  netlinkProtocols,
  socketOptions,
  socketTypes,
  tcpOptions,
  tcpStateNumbers,
} from '#shared/abi/constants';
import { errnoNumbers } from '#shared/abi/errno';
import { constantName, type Constants } from '#shared/abi/named-numbers';
import { ipv4Text } from '#shared/abi/packet-ip';
import type { Value } from '#shared/events/value';
import { bytesOf, textOf, viewOf } from './memory.ts';
import { symbolOf } from './names.ts';
import { structureOf, structures, type Structure } from './structures.ts';

const optionsOf: Readonly<Record<number, Constants>> = {
  0: ipOptions,
  1: socketOptions,
  6: tcpOptions,
  41: ipv6Options,
};

/** The name of an option, which depends on its level. */
export const optionName = (level: number, name: number): Value => symbolOf(optionsOf[level] ?? {}, name);

const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;

/** The protocol of socket(2), whose names depend on the family. */
export function protocolOf(family: number, raw: number): Value {
  if (family === AF_INET || family === AF_INET6) return symbolOf(ipProtocols, raw);
  return family === AF_NETLINK ? symbolOf(netlinkProtocols, raw) : raw;
}

const int32In = (bytes: Uint8Array): number => viewOf(bytes).getInt32(0, true);

/** An IPv4 address as C writes it: inet_addr("127.0.0.1"). Its raw value is in network order. */
export const ipv4Symbol = (bytes: Uint8Array, at: number): Value => ({
  symbol: `inet_addr("${ipv4Text(bytes, at)}")`,
  raw: viewOf(bytes).getUint32(at, true),
});

const named = (group: Constants): Structure => ({
  size: 4,
  decode(bytes) {
    const number = int32In(bytes);
    return { list: [constantName(group, number) === undefined ? number : symbolOf(group, number)] };
  },
});

const integers = (struct: string, ...names: readonly string[]): Structure => ({
  size: 4 * names.length,
  decode(bytes) {
    const view = viewOf(bytes);
    return { struct, fields: Object.fromEntries(names.map((name, i) => [name, view.getInt32(4 * i, true)])) };
  },
});

/** struct ucred (unix(7)). */
export const ucred = integers('ucred', 'pid', 'uid', 'gid');

const text: Structure = { size: 0, decode: textOf };

const inAddr: Structure = {
  size: 4,
  decode: (bytes) => ({ struct: 'in_addr', fields: { s_addr: ipv4Symbol(bytes, 0) } }),
};

/** struct ip_mreq, and struct ip_mreqn, which has an interface's number behind it (ip(7)). */
const membership: Structure = {
  size: 8,
  decode: (bytes) => ({
    struct: bytes.length >= 12 ? 'ip_mreqn' : 'ip_mreq',
    fields: {
      imr_multiaddr: ipv4Symbol(bytes, 0),
      [bytes.length >= 12 ? 'imr_address' : 'imr_interface']: ipv4Symbol(bytes, 4),
      ...(bytes.length >= 12 ? { imr_ifindex: viewOf(bytes).getInt32(8, true) } : {}),
    },
  }),
};

const tcpInfoBytes = ['ca_state', 'retransmits', 'probes', 'backoff', 'options'];
const tcpInfoWords = [
  ...['rto', 'ato', 'snd_mss', 'rcv_mss', 'unacked', 'sacked', 'lost', 'retrans', 'fackets', 'last_data_sent'],
  ...['last_ack_sent', 'last_data_recv', 'last_ack_recv', 'pmtu', 'rcv_ssthresh', 'rtt', 'rttvar', 'snd_ssthresh'],
  ...['snd_cwnd', 'advmss', 'reordering', 'rcv_rtt', 'rcv_space', 'total_retrans'],
];

/** struct tcp_info as netinet/tcp.h has it, as far as the caller gave room; what newer kernels append is not told. */
const tcpInfo: Structure = {
  size: 8,
  decode(bytes) {
    const view = viewOf(bytes);
    const fields: Record<string, Value> = { tcpi_state: symbolOf(tcpStateNumbers, bytes[0] ?? 0) };
    tcpInfoBytes.forEach((name, i) => (fields[`tcpi_${name}`] = bytes[1 + i] ?? 0));
    tcpInfoWords.forEach((name, i) => {
      const at = 8 + 4 * i;
      if (at + 4 <= bytes.length) fields[`tcpi_${name}`] = view.getUint32(at, true);
    });
    return { struct: 'tcp_info', fields };
  },
};

/** What an option's value is where it is not an int: by level and name (socket(7), tcp(7), ip(7)). */
const formats: Readonly<Record<string, Structure>> = {
  SO_LINGER: integers('linger', 'l_onoff', 'l_linger'),
  SO_RCVTIMEO: structures.timeval,
  SO_SNDTIMEO: structures.timeval,
  SO_PEERCRED: ucred,
  SO_COOKIE: { size: 8, decode: structures.off_t.decode },
  SO_BINDTODEVICE: text,
  SO_ERROR: named(errnoNumbers),
  SO_TYPE: named(socketTypes),
  SO_DOMAIN: named(addressFamilies),
  SO_PROTOCOL: named(ipProtocols),
  TCP_INFO: tcpInfo,
  TCP_CONGESTION: text,
  IP_ADD_MEMBERSHIP: membership,
  IP_DROP_MEMBERSHIP: membership,
  IP_MULTICAST_IF: inAddr,
};

/** An option's value: a structure where the option has one, a number where it is an int, else its bytes. */
export function optionOf(level: number, name: number, bytes: Uint8Array): Value {
  const format = formats[constantName(optionsOf[level] ?? {}, name) ?? ''];
  if (format !== undefined) return structureOf(format, bytes);
  return bytes.length === 4 ? { list: [int32In(bytes)] } : bytesOf(bytes);
}
