import {
  encodeAttribute,
  encodeMessage,
  encodeNested,
  encodeText,
  encodeU32,
  NLM_F_ACK,
  NLM_F_CREATE,
  NLM_F_EXCL,
  NLM_F_REQUEST,
  readAttributes,
} from './message.ts';

/** Requests to rtnetlink(7): links, addresses, routes. Each is answered by an acknowledgment. */

const RTM_NEWLINK = 16;
const RTM_DELLINK = 17;
const RTM_GETLINK = 18;
const RTM_NEWADDR = 20;
const RTM_NEWROUTE = 24;
const AF_INET = 2;

const IFLA_ADDRESS = 1;
const IFLA_IFNAME = 3;
const IFLA_MTU = 4;
const IFLA_OPERSTATE = 16;
const IFLA_LINKINFO = 18;
const IFLA_NET_NS_FD = 28;
const IFLA_INFO_KIND = 1;
const IFLA_INFO_DATA = 2;
const VETH_INFO_PEER = 1;

const IFA_ADDRESS = 1;
const IFA_LOCAL = 2;

const RTA_DST = 1;
const RTA_OIF = 4;
const RTA_PREFSRC = 7;
const RTA_METRICS = 8;
const RTAX_LOCK = 1;
const RTAX_RTO_MIN = 13;

const AF_INET6 = 10;
const IFA_F_NODAD = 2;
export const IFF_UP = 1;
export const IFF_NOARP = 0x80;

const REQUEST = NLM_F_REQUEST | NLM_F_ACK;
const CREATE = REQUEST | NLM_F_CREATE | NLM_F_EXCL;
const REPLACE = REQUEST | NLM_F_CREATE | 0x100;

/** struct ifinfomsg: `flags` are set where `change` has a bit. Index 0: the link is named by an attribute. */
function linkBody(index: number, flags: number, change: number): Buffer {
  const body = Buffer.alloc(16);
  body.writeInt32LE(index, 4);
  body.writeUInt32LE(flags, 8);
  body.writeUInt32LE(change, 12);
  return body;
}

/** The six bytes of a text like 02:00:0a:00:00:01. */
export const macBytes = (mac: string): Buffer => Buffer.from(mac.split(':').map((part) => parseInt(part, 16)));

const ipv4Bytes = (address: string): Buffer => Buffer.from(address.split('.').map(Number));

/** Sets flags of a link (those in `flags`, none is cleared) and its MTU in bytes. */
export const encodeLinkUp = (index: number, flags: number, mtu: number | null): Buffer =>
  encodeMessage(
    RTM_NEWLINK,
    REQUEST,
    linkBody(index, flags, flags),
    ...(mtu === null ? [] : [encodeAttribute(IFLA_MTU, encodeU32(mtu))]),
  );

/** Asks for one link; the answer's body goes to `isLinkUp`. */
export const encodeLinkQuery = (index: number): Buffer => encodeMessage(RTM_GETLINK, REQUEST, linkBody(index, 0, 0));

/** Whether a link is in the state "up" (RFC 2863 6, IF_OPER_UP): until then its packets may be thrown away unseen. */
export function isLinkUp(buffer: Buffer, from: number, to: number): boolean {
  let up = false;
  readAttributes(buffer, from + 16, to, (type, at) => {
    if (type === IFLA_OPERSTATE) up = buffer[at] === 6;
  });
  return up;
}

/** Removes a link; of a veth pair both ends go. */
export const encodeLinkDelete = (index: number): Buffer => encodeMessage(RTM_DELLINK, REQUEST, linkBody(index, 0, 0));

export interface VethEnd {
  readonly name: string;
  readonly mac: string;
}

/** Makes a veth(4) pair: `here` in the namespace of the netlink socket, `there` in that of the descriptor. */
export function encodeVeth(here: VethEnd, there: VethEnd, thereFd: number): Buffer {
  const end = ({ name, mac }: VethEnd): Buffer[] => [
    encodeAttribute(IFLA_IFNAME, encodeText(name)),
    encodeAttribute(IFLA_ADDRESS, macBytes(mac)),
  ];
  const peer = encodeAttribute(
    VETH_INFO_PEER,
    Buffer.concat([linkBody(0, 0, 0), ...end(there), encodeAttribute(IFLA_NET_NS_FD, encodeU32(thereFd))]),
  );
  return encodeMessage(
    RTM_NEWLINK,
    CREATE,
    linkBody(0, 0, 0),
    ...end(here),
    encodeNested(
      IFLA_LINKINFO,
      encodeAttribute(IFLA_INFO_KIND, encodeText('veth')),
      encodeNested(IFLA_INFO_DATA, peer),
    ),
  );
}

/** Gives a link an IPv4 address; the kernel adds the on-link route of its network. */
export function encodeAddress(index: number, address: string, prefix: number): Buffer {
  const body = Buffer.alloc(8);
  body[0] = AF_INET;
  body[1] = prefix;
  body.writeUInt32LE(index, 4);
  const bytes = ipv4Bytes(address);
  return encodeMessage(
    RTM_NEWADDR,
    CREATE,
    body,
    encodeAttribute(IFA_LOCAL, bytes),
    encodeAttribute(IFA_ADDRESS, bytes),
  );
}

/**
 * RTM_NEWADDR of an IPv6 address of sixteen bytes, usable at once: IFA_F_NODAD, for there is nobody on the wire who could have it
 * too (rtnetlink(7), RFC 4862 5.4).
 */
export function encodeAddress6(index: number, bytes: Buffer, prefix: number): Buffer {
  const body = Buffer.alloc(8);
  body[0] = AF_INET6;
  body[1] = prefix;
  body[2] = IFA_F_NODAD;
  body.writeUInt32LE(index, 4);
  return encodeMessage(
    RTM_NEWADDR,
    CREATE,
    body,
    encodeAttribute(IFA_LOCAL, bytes),
    encodeAttribute(IFA_ADDRESS, bytes),
  );
}

export interface OnLinkRoute {
  readonly index: number;
  readonly network: string;
  readonly prefix: number;
  readonly source: string;
  readonly rtoMinMs: number;
}

/**
 * Replaces the on-link route by one with a locked minimum of the retransmission timeout, in milliseconds (ip-route(8),
 * rto_min): for kernels without net.ipv4.tcp_rto_min_us. It must equal the kernel's own route but for the metric.
 */
export function encodeRtoMin(route: OnLinkRoute): Buffer {
  const body = Buffer.alloc(12);
  body[0] = AF_INET;
  body[1] = route.prefix;
  body[4] = 254; // RT_TABLE_MAIN
  body[5] = 2; // RTPROT_KERNEL, as the route it replaces
  body[6] = 253; // RT_SCOPE_LINK
  body[7] = 1; // RTN_UNICAST
  return encodeMessage(
    RTM_NEWROUTE,
    REPLACE,
    body,
    encodeAttribute(RTA_DST, ipv4Bytes(route.network)),
    encodeAttribute(RTA_OIF, encodeU32(route.index)),
    encodeAttribute(RTA_PREFSRC, ipv4Bytes(route.source)),
    encodeNested(
      RTA_METRICS,
      encodeAttribute(RTAX_LOCK, encodeU32(1 << RTAX_RTO_MIN)),
      encodeAttribute(RTAX_RTO_MIN, encodeU32(route.rtoMinMs)),
    ),
  );
}
