import type { Value } from '#shared/events/value';
import type { After } from './after.ts';
import { fault, listOf, MOST_ENTRIES, viewOf } from './memory.ts';
import { messageHeader, messageOf, messagesAt, MMSGHDR_BYTES, MSGHDR_BYTES } from './messages.ts';
import { filledVectors } from './vectors.ts';

/** Messages after the call: what the kernel has written into their headers and into all that these point to. */

const fieldOf = (value: Value | undefined, name: string): Value | undefined =>
  typeof value === 'object' && value !== null && 'fields' in value ? value.fields[name] : undefined;

/** The room for an address that a message offered. */
const nameRoom = (before: Value | undefined): number => {
  const length = fieldOf(before, 'msg_namelen');
  return typeof length === 'number' ? length : Infinity;
};

/** One received message, its header in `bytes`. */
function received(bytes: Uint8Array, arrived: number, before: Value | undefined, after: After): Value {
  const header = messageHeader(bytes);
  const room = nameRoom(before);
  if (header.name !== 0) after.written(header.name, Math.min(header.nameLength, room));
  if (header.control !== 0) after.written(header.control, header.controlLength);
  for (const { address, length } of filledVectors(header.vectors, header.vectorCount, arrived, after.read)) {
    after.written(address, length);
  }
  return messageOf(header, { is: 'received', bytes: arrived }, room, after.read);
}

/** recvmsg(2)'s message. */
export function receivedMessage(address: number, after: After): Value {
  const bytes = after.written(address, MSGHDR_BYTES);
  return bytes.length < MSGHDR_BYTES
    ? fault(address)
    : received(bytes, after.result, after.before[after.position]?.value, after);
}

/** recvmmsg(2)'s messages: as many as its result says. */
export function receivedMessages(address: number, after: After): Value {
  const before = after.before[after.position]?.value;
  const list: Value[] = [];
  for (let i = 0; i < after.result; i++) {
    const at = address + MMSGHDR_BYTES * i;
    const bytes = after.written(at, MMSGHDR_BYTES);
    if (bytes.length < MMSGHDR_BYTES) return fault(at);
    const length = viewOf(bytes).getUint32(MSGHDR_BYTES, true);
    const offered =
      typeof before === 'object' && before !== null && 'list' in before
        ? fieldOf(before.list[i], 'msg_hdr')
        : undefined;
    const fields = { msg_hdr: received(bytes, length, offered, after), msg_len: length };
    if (i < MOST_ENTRIES) list.push({ struct: 'mmsghdr', fields });
  }
  return listOf(list, after.result);
}

/** sendmmsg(2)'s messages: the kernel has told the length of those that it sent. */
export function sentMessages(address: number, count: number, after: After): Value {
  for (let i = 0; i < after.result; i++) after.written(address + MMSGHDR_BYTES * i + MSGHDR_BYTES, 4);
  return messagesAt(address, count, { is: 'sent' }, after.result, after.read);
}
