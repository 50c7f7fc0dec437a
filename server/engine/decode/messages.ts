import { ipMessages, messageFlags, socketLevels, socketMessages } from '#shared/abi/constants';
import { constantName, type Constants } from '#shared/abi/named-numbers';
import type { Value } from '#shared/events/value';
import { addressIn, bytesOf, fault, hexOf, MOST_ENTRIES, pointerOf, viewOf, wide, type ReadMemory } from './memory.ts';
import { flagsOf, symbolOf } from './names.ts';
import { ipv4Symbol, ucred } from './options.ts';
import { decodeSockaddr } from './sockaddr.ts';
import { structureOf, structures, type Structure } from './structures.ts';
import { vectorsAt } from './vectors.ts';

/** struct msghdr (recvmsg(2)) on a 64-bit machine; struct mmsghdr has the message's length behind it. */
export const MSGHDR_BYTES = 56;
export const MMSGHDR_BYTES = 64;
const MOST_CONTROL = 4096;
const CMSG_HEADER = 16;

export interface MessageHeader {
  readonly name: number;
  readonly nameLength: number;
  readonly vectors: number;
  readonly vectorCount: number;
  readonly control: number;
  readonly controlLength: number;
  readonly flags: number;
}

export function messageHeader(bytes: Uint8Array): MessageHeader {
  const view = viewOf(bytes);
  return {
    name: addressIn(view, 0),
    nameLength: view.getInt32(8, true),
    vectors: addressIn(view, 16),
    vectorCount: addressIn(view, 24),
    control: addressIn(view, 32),
    controlLength: addressIn(view, 40),
    flags: view.getUint32(48, true),
  };
}

/** How a message is shown: what the program sends, what it offers to be filled, what has arrived (and how many bytes). */
export type Stage =
  { readonly is: 'sent' } | { readonly is: 'offered' } | { readonly is: 'received'; readonly bytes: number };

/** A struct msghdr with all that it points to. `nameRoom`: the room for an address that the program offered. */
export function messageOf(header: MessageHeader, stage: Stage, nameRoom: number, read: ReadMemory): Value {
  const { name, nameLength, control, controlLength } = header;
  const length = Math.min(nameLength, nameRoom);
  const addressed = name !== 0 && stage.is !== 'offered' && length > 0;
  const fields = {
    msg_name: addressed ? addressAt(name, length, read) : pointerOf(name),
    msg_namelen: nameLength,
    msg_iov: vectorsAt(header.vectors, header.vectorCount, bytesOfStage(stage), read),
    msg_iovlen: header.vectorCount,
    ...(controlLength === 0
      ? {}
      : { msg_control: stage.is === 'offered' ? pointerOf(control) : controlAt(control, controlLength, read) }),
    msg_controllen: controlLength,
    msg_flags: flagsOf(messageFlags, header.flags),
  };
  return { struct: 'msghdr', fields };
}

const bytesOfStage = (stage: Stage): number | 'all' | 'none' => {
  switch (stage.is) {
    case 'sent':
      return 'all';
    case 'offered':
      return 'none';
    case 'received':
      return stage.bytes;
  }
};

function addressAt(address: number, length: number, read: ReadMemory): Value {
  const bytes = read(address, Math.min(length, 128));
  return bytes.length === 0 ? fault(address) : decodeSockaddr(bytes);
}

/** A struct msghdr at an address. */
export function messageAt(address: number, stage: Stage, read: ReadMemory): Value {
  if (address === 0) return null;
  const bytes = read(address, MSGHDR_BYTES);
  return bytes.length < MSGHDR_BYTES ? fault(address) : messageOf(messageHeader(bytes), stage, Infinity, read);
}

/** An array of struct mmsghdr; `lengths`: for how many of them msg_len has been written. */
export function messagesAt(address: number, count: number, stage: Stage, lengths: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const shown = Math.max(0, Math.min(count, MOST_ENTRIES));
  const list: Value[] = [];
  for (let i = 0; i < shown; i++) {
    const at = address + MMSGHDR_BYTES * i;
    const bytes = read(at, MMSGHDR_BYTES);
    if (bytes.length < MMSGHDR_BYTES) {
      if (i === 0) return fault(address);
      list.push(fault(at));
      break;
    }
    const length = viewOf(bytes).getUint32(MSGHDR_BYTES, true);
    const arrived: Stage = stage.is === 'received' ? { is: 'received', bytes: length } : stage;
    const fields: Record<string, Value> = { msg_hdr: messageOf(messageHeader(bytes), arrived, Infinity, read) };
    if (i < lengths) fields['msg_len'] = length;
    list.push({ struct: 'mmsghdr', fields });
  }
  return list.length < count ? { list, total: count } : { list };
}

/** Control messages (cmsg(3)): each with its header, then padding up to a multiple of eight. */
function controlAt(address: number, length: number, read: ReadMemory): Value {
  if (address === 0) return null;
  // A size_t beyond any memory: the kernel refuses it.
  if (length < 0) return pointerOf(address);
  const bytes = read(address, Math.min(length, MOST_CONTROL));
  if (bytes.length < CMSG_HEADER) return bytes.length === 0 ? fault(address) : pointerOf(address);
  const list: Value[] = [];
  let at = 0;
  while (at + CMSG_HEADER <= bytes.length) {
    const view = viewOf(bytes.subarray(at));
    const size = addressIn(view, 0);
    const end = at + size;
    list.push(controlMessage(wide(view.getBigUint64(0, true)), view, bytes.subarray(at + CMSG_HEADER, end)));
    if (size < CMSG_HEADER || end > bytes.length) {
      if (end !== bytes.length && size < CMSG_HEADER) {
        list.push({ fault: `no control message can be at ${hexOf(address + at + CMSG_HEADER)}` });
      }
      break;
    }
    at = Math.ceil(end / 8) * 8;
  }
  return { list };
}

const descriptors: Structure = {
  size: 0,
  decode(bytes) {
    const view = viewOf(bytes);
    return { list: Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => view.getInt32(4 * i, true)) };
  },
};

/** struct in_pktinfo (ip(7)). */
const pktinfo: Structure = {
  size: 12,
  decode: (bytes) => ({
    struct: 'in_pktinfo',
    fields: {
      ipi_ifindex: viewOf(bytes).getInt32(0, true),
      ipi_spec_dst: ipv4Symbol(bytes, 4),
      ipi_addr: ipv4Symbol(bytes, 8),
    },
  }),
};

const levels: Readonly<Record<number, Constants>> = { 0: ipMessages, 1: socketMessages };

const contents: Readonly<Record<string, Structure>> = {
  SCM_RIGHTS: descriptors,
  SCM_CREDENTIALS: ucred,
  SCM_TIMESTAMP: structures.timeval,
  IP_PKTINFO: pktinfo,
  IP_TTL: structures.int,
};

function controlMessage(length: Value, view: DataView, data: Uint8Array): Value {
  const level = view.getInt32(8, true);
  const type = view.getInt32(12, true);
  const content = contents[constantName(levels[level] ?? {}, type) ?? ''];
  const fields = {
    cmsg_len: length,
    cmsg_level: symbolOf(socketLevels, level),
    cmsg_type: symbolOf(levels[level] ?? {}, type),
    ...(data.length === 0 ? {} : { cmsg_data: content === undefined ? bytesOf(data) : structureOf(content, data) }),
  };
  return { struct: 'cmsghdr', fields };
}
