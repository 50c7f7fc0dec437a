import { describe, expect, it } from 'vitest';
import { ssRow } from './ss-row.ts';
import type { MachineSocket } from './sockets.ts';

const inet: MachineSocket = {
  protocol: 'tcp',
  family: 'AF_INET',
  type: 'SOCK_STREAM',
  state: 'LISTEN',
  local: { family: 'AF_INET', addr: '127.0.0.1', port: 22 },
  remote: null,
  cookie: '1',
  inode: 7,
  recvq: 0,
  sendq: 128,
  timer: null,
};
const unix: MachineSocket = { ...inet, protocol: 'unix', family: 'AF_UNIX', state: 'ESTABLISHED', local: null };

const text = (socket: MachineSocket): string => Object.values(ssRow(socket)).join(' ');

describe('a row of ss', () => {
  it('is spelled as ss spells it', () => {
    expect(text(inet)).toBe('tcp LISTEN 0 128 127.0.0.1:22 0.0.0.0:*');
    const remote = { family: 'AF_INET6', addr: '2001:db8::1', port: 443 } as const;
    expect(text({ ...inet, family: 'AF_INET6', state: 'FIN_WAIT2', local: { ...remote, port: 5 }, remote })).toBe(
      'tcp FIN-WAIT-2 0 128 [2001:db8::1]:5 [2001:db8::1]:443',
    );
    expect(text({ ...inet, family: 'AF_INET6', protocol: 'udp', type: 'SOCK_DGRAM', state: 'UNCONN' })).toBe(
      'udp UNCONN 0 128 127.0.0.1:22 [::]:*',
    );
  });

  it('names a Unix socket by its path and inode, its peer by the inode', () => {
    expect(text({ ...unix, peerInode: 8 })).toBe('u_str ESTAB 0 128 * 7 * 8');
    const local = { family: 'AF_UNIX', abstract: 'bus' } as const;
    expect(text({ ...unix, type: 'SOCK_SEQPACKET', local })).toBe('u_seq ESTAB 0 128 @bus 7 * 0');
  });
});
