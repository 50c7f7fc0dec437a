import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv6Text } from '#shared/abi/packet-ip';
import { decodeInetSocket, encodeDestroy, encodeInetDump, encodeTcpDump } from './inet-diag.ts';
import type { KernelSocket } from './kernel-socket.ts';
import { body, type captured } from './testing/captured.ts';

function decode(name: keyof typeof captured, protocol: 'tcp' | 'udp' = 'tcp'): KernelSocket {
  const bytes = body(name);
  const socket = decodeInetSocket(bytes, 0, bytes.length, protocol);
  if (socket === null) throw new Error(`${name} was not decoded`);
  return socket;
}

const client = { family: 'AF_INET', addr: '10.0.0.2', port: 41532 };
const server = { family: 'AF_INET', addr: '10.0.0.1', port: 7000 };

describe('a connection, as inet_diag told it', () => {
  it('waits in SYN_SENT with its retransmission timer, one sequence number unsent', () => {
    expect(decode('synSent')).toMatchObject({
      protocol: 'tcp',
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      state: 'SYN_SENT',
      kernelState: 2,
      local: client,
      remote: server,
      cookie: '34',
      inode: 35778,
      uid: 0,
      recvq: 0,
      sendq: 1,
      timer: { name: 'retransmit', expiresMs: 996, count: 0 },
      shutdown: 0,
    });
  });

  it('is a half-open request without inode on the other side', () => {
    const request = decode('synRecv');
    expect(request).toMatchObject({ state: 'SYN_RECV', local: server, remote: client, cookie: '35', inode: 0 });
    expect(request).toMatchObject({ timer: { name: 'retransmit', expiresMs: 1000, count: 0 }, shutdown: null });
  });

  it('then waits in the accept queue under the same cookie', () => {
    expect(decode('unaccepted')).toMatchObject({ state: 'ESTABLISHED', cookie: '35', inode: 0, timer: null });
    expect(decode('listen')).toMatchObject({
      state: 'LISTEN',
      local: { family: 'AF_INET', addr: '0.0.0.0', port: 7000 },
      remote: null,
      acceptQueue: { length: 1, limit: 5 },
      recvq: 1,
      sendq: 5,
    });
    expect(decode('listen').info).toBeUndefined();
  });

  it('has five unacknowledged bytes after a send, and tells its figures', () => {
    const { sendq, timer, info, state } = decode('established');
    expect({ state, sendq, timer }).toEqual({
      state: 'ESTABLISHED',
      sendq: 5,
      timer: { name: 'retransmit', expiresMs: 1008, count: 0 },
    });
    expect(info).toMatchObject({ unacked: 1, sndMss: 1460, cwnd: 10, rtoUs: 1008000, totalRetrans: 0, drops: 0 });
    expect(info?.['rttUs']).toBeGreaterThan(0);
    expect(info?.['sndbufBytes']).toBeGreaterThan(10_000);
  });

  it('shuts both directions, loses its inode and ends in TIME_WAIT for 60 s', () => {
    expect(decode('finWait2')).toMatchObject({ state: 'FIN_WAIT2', inode: 0, shutdown: 3, cookie: '34' });
    expect(decode('timeWait')).toMatchObject({
      state: 'TIME_WAIT',
      local: client,
      remote: server,
      cookie: '34',
      inode: 0,
      timer: { name: 'time_wait', expiresMs: 60000, count: 0 },
      shutdown: null,
    });
  });
});

describe('other sockets', () => {
  it('shows a bound, idle socket as CLOSED', () => {
    expect(decode('bound')).toMatchObject({ state: 'CLOSED', local: { addr: '10.0.0.1', port: 7777 }, remote: null });
  });

  it('reads IPv6 addresses', () => {
    expect(decode('listenV6')).toMatchObject({
      family: 'AF_INET6',
      state: 'LISTEN',
      local: { family: 'AF_INET6', addr: '::', port: 7006 },
      acceptQueue: { length: 0, limit: 1 },
    });
  });

  it('calls a bound UDP socket UNCONN', () => {
    expect(decode('udpBound', 'udp')).toMatchObject({
      protocol: 'udp',
      type: 'SOCK_DGRAM',
      state: 'UNCONN',
      local: { addr: '0.0.0.0', port: 9000 },
      remote: null,
    });
  });

  it('answers null for a cut-off body and for a family it does not know', () => {
    const bytes = body('synSent');
    expect(decodeInetSocket(bytes, 0, 71, 'tcp')).toBeNull();
    expect(decodeInetSocket(Buffer.concat([Buffer.from([1]), bytes.subarray(1)]), 0, bytes.length, 'tcp')).toBeNull();
  });
});

describe('requests', () => {
  it('asks for all TCP sockets with the older request, which knows no family', () => {
    const request = encodeTcpDump(0x3ffe);
    expect(request.toString('hex', 0, 8)).toBe('4c00000012000103'); // 76 bytes, type 18, REQUEST | DUMP
    expect(request[19]).toBe((1 << 1) | (1 << 6) | (1 << 7)); // INFO, SKMEMINFO, SHUTDOWN
    expect(request.readUInt32LE(16 + 52)).toBe(0x3ffe);
  });

  it('asks for UDP with struct inet_diag_req_v2', () => {
    const request = encodeInetDump(10, 17, 0x1ffe);
    expect(request.toString('hex', 0, 8)).toBe('4800000014000103'); // 72 bytes, type 20
    expect([...request.subarray(16, 18), request.readUInt32LE(20)]).toEqual([10, 17, 0x1ffe]);
  });

  it('ends a socket by its addresses and its exact cookie', () => {
    const request = encodeDestroy(decode('timeWait'));
    const { buffer, byteOffset } = request;
    const bytes = Buffer.from(buffer, byteOffset, request.length);
    expect(bytes.toString('hex', 0, 8)).toBe('4800000015000500'); // type 21, REQUEST | ACK
    // The socket's own identity, bytes 4 to 52 of its message, is bytes 8 to 56 of the request.
    expect(bytes.toString('hex', 16 + 8, 16 + 56)).toBe(body('timeWait').toString('hex', 4, 52));
  });

  it('writes IPv6 addresses back as they were read', () => {
    // Mostly zero groups, so that every place of the :: comes up; and an IPv4 address in an IPv6 one.
    const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
      minLength: 8,
      maxLength: 8,
    });
    const mapped = fc.constant([0, 0, 0, 0, 0, 0xffff, 0x0a00, 0x0001]);
    fc.assert(
      fc.property(fc.oneof(groups, mapped), (groups) => {
        const bytes = Buffer.alloc(16);
        groups.forEach((group, i) => bytes.writeUInt16BE(group, 2 * i));
        const local = { family: 'AF_INET6', addr: ipv6Text(bytes, 0), port: 80 } as const;
        const request = encodeDestroy({ ...decode('listenV6'), local });
        expect(request.toString('hex', 16 + 12, 16 + 28)).toBe(bytes.toString('hex'));
      }),
    );
  });
});
