import { describe, expect, it } from 'vitest';
import { syscalls } from '#shared/abi/syscalls';
import { decodeArguments, decodeOutputs } from './arguments.ts';
import { memory, text, u16, u32, u64 } from './testing/fake-memory.ts';

const NAME = 0x1000;
const VECTORS = 0x2000;
const CONTROL = 0x3000;
const HEADER = 0x4000;
const DATA = 0x5000;

const header = (nameLength: number, controlLength: number, flags: number): number[] => [
  ...[...u64(NAME), ...u32(nameLength), ...u32(0)],
  ...[...u64(VECTORS), ...u64(2), ...u64(CONTROL), ...u64(controlLength)],
  ...[...u32(flags), ...u32(0)],
];
const inet = [2, 0, 0x1b, 0x58, 10, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
const rights = [...u64(24), ...u32(1), ...u32(1), ...u32(7), ...u32(8)];
const credentials = [...u64(28), ...u32(1), ...u32(2), ...u32(4711), ...u32(65534), ...u32(65534), ...u32(0)];
/** Two buffers of 3 and 16 bytes that lie one behind the other. */
const vectors = [...u64(DATA), ...u64(3), ...u64(DATA + 3), ...u64(16)];

const SOL_SOCKET = { symbol: 'SOL_SOCKET', raw: 1 };
const shownRights = {
  struct: 'cmsghdr',
  fields: {
    cmsg_len: 24,
    cmsg_level: SOL_SOCKET,
    cmsg_type: { symbol: 'SCM_RIGHTS', raw: 1 },
    cmsg_data: { list: [7, 8] },
  },
};
const vector = (base: string, length: number, room: number): unknown => ({
  struct: 'iovec',
  fields: { iov_base: { bytes: btoa(base), length }, iov_len: room },
});

describe('sendmsg', () => {
  const sent = (control: readonly number[]): unknown => {
    const read = memory({
      [NAME]: inet,
      [VECTORS]: vectors,
      [CONTROL]: control,
      [HEADER]: header(16, control.length, 0),
      [DATA]: text('hello, world of 19.'),
    });
    return decodeArguments(syscalls.sendmsg, [3, HEADER, 0x4000, 0, 0, 0], read)[1]?.value;
  };

  it('shows all that the header points to', () => {
    expect(sent([...rights, ...credentials])).toEqual({
      struct: 'msghdr',
      fields: {
        msg_name: { family: 'AF_INET', addr: '10.0.0.2', port: 7000 },
        msg_namelen: 16,
        msg_iov: { list: [vector('hel', 3, 3), vector('lo, world of 19.', 16, 16)] },
        msg_iovlen: 2,
        msg_control: {
          list: [
            shownRights,
            {
              struct: 'cmsghdr',
              fields: {
                cmsg_len: 28,
                cmsg_level: SOL_SOCKET,
                cmsg_type: { symbol: 'SCM_CREDENTIALS', raw: 2 },
                cmsg_data: { struct: 'ucred', fields: { pid: 4711, uid: 65534, gid: 65534 } },
              },
            },
          ],
        },
        msg_controllen: 56,
        msg_flags: { flags: [], raw: 0 },
      },
    });
  });

  it('a control message shorter than its own header ends the list with a fault', () => {
    const shown = sent([...rights, ...u64(3), ...u32(1), ...u32(1)]) as {
      fields: { msg_control: { list: unknown[] } };
    };
    const [first, second, third] = shown.fields.msg_control.list;
    expect(first).toEqual(shownRights);
    expect(second).toMatchObject({ fields: { cmsg_len: 3 } });
    expect(third).toEqual({ fault: 'no control message can be at 0x3028' });
  });

  it('a header that is not mapped is a fault', () => {
    const [, msg] = decodeArguments(syscalls.sendmsg, [3, 0x10, 0, 0, 0, 0], memory({}));
    expect(msg?.value).toEqual({ fault: '0x10 is not mapped' });
  });
});

describe('recvmsg', () => {
  const raw = [3, HEADER, 0, 0, 0, 0];
  const offered = memory({ [VECTORS]: vectors, [HEADER]: header(8, 64, 0) });
  const before = decodeArguments(syscalls.recvmsg, raw, offered);
  const arrived = memory({
    [NAME]: inet,
    [VECTORS]: vectors,
    [CONTROL]: rights,
    [HEADER]: header(16, rights.length, 0x20),
    [DATA]: text('hello, world of 19.'),
  });

  it('before the call: where the kernel may write, and nothing of what lies there', () => {
    expect(before[1]?.value).toMatchObject({
      fields: {
        msg_name: { pointer: '0x1000' },
        msg_iov: { list: [{ fields: { iov_base: { pointer: '0x5000' }, iov_len: 3 } }, {}] },
        msg_control: { pointer: '0x3000' },
        msg_controllen: 64,
      },
    });
  });

  it('five bytes go to the first buffer, then to the second; the address is cut to its room', () => {
    const { outputs, filled } = decodeOutputs(syscalls.recvmsg, raw, 5, before, arrived);
    expect(outputs[0]?.value).toMatchObject({
      fields: {
        msg_name: { family: 'AF_INET', addr: '10.0.0.2', port: 7000 },
        msg_namelen: 16,
        msg_iov: { list: [vector('hel', 3, 3), vector('lo', 2, 16)] },
        msg_control: { list: [shownRights] },
        msg_flags: { flags: ['MSG_TRUNC'], raw: 0x20 },
      },
    });
    expect(filled.map(({ address, bytes }) => [address, bytes.length])).toEqual([
      [HEADER, 56],
      [NAME, 8],
      [CONTROL, 24],
      [DATA, 3],
      [DATA + 3, 2],
    ]);
  });

  it('MSG_TRUNC in the flags: no more than the buffers hold, whatever the result says', () => {
    const { filled } = decodeOutputs(syscalls.recvmsg, raw, 500, before, arrived);
    expect(filled.slice(3).map(({ bytes }) => bytes.length)).toEqual([3, 16]);
  });

  it('a failed call has filled nothing', () => {
    expect(decodeOutputs(syscalls.recvmsg, raw, -11, before, arrived)).toEqual({ outputs: [], filled: [] });
  });
});

describe('many messages', () => {
  const messages = [...[...header(16, 0, 0), ...u32(19), ...u32(0)], ...[...header(16, 0, 0), ...u32(0), ...u32(0)]];
  const read = memory({ [NAME]: inet, [VECTORS]: vectors, [HEADER]: messages, [DATA]: text('hello, world of 19.') });
  const shown = (value: unknown): unknown[] =>
    (value as { list: { fields: { msg_len?: number } }[] }).list.map(({ fields }) => fields.msg_len);

  it('sendmmsg: the length of each that was sent, and only of those', () => {
    const raw = [3, HEADER, 2, 0, 0, 0];
    const { outputs, filled } = decodeOutputs(syscalls.sendmmsg, raw, 1, [], read);
    expect(shown(outputs[0]?.value)).toEqual([19, undefined]);
    expect(filled.map(({ address, bytes }) => [address, bytes.length])).toEqual([[HEADER + 56, 4]]);
  });

  it('recvmmsg: as many messages as its result says, and the time that is left', () => {
    const raw = [3, HEADER, 2, 0, 0x6000, 0];
    const withTime: typeof read = (address, length) =>
      address === 0x6000 ? Uint8Array.from([...u64(0), ...u64(5)]).subarray(0, length) : read(address, length);
    const { outputs, filled } = decodeOutputs(syscalls.recvmmsg, raw, 1, [], withTime);
    expect(shown(outputs[0]?.value)).toEqual([19]);
    expect(outputs[1]).toEqual({ name: 'timeout', value: { struct: 'timespec', fields: { tv_sec: 0, tv_nsec: 5 } } });
    expect(filled.map(({ address }) => address)).toEqual([HEADER, NAME, DATA, DATA + 3, 0x6000]);
  });
});

it('an address of another length than its family is told as it lies there', () => {
  const read = memory({ [NAME]: u16(2) });
  const [, address] = decodeArguments(syscalls.bind, [3, NAME, 2], read);
  expect(address?.value).toEqual({ struct: 'sockaddr', fields: { sa_family: { symbol: 'AF_INET', raw: 2 } } });
});
