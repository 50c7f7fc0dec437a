import { ssWord } from '../abi/states.ts';
import type { Address } from '../events/address.ts';
import { addressText } from '../model/words.ts';
import type { MachineSocket } from './sockets.ts';

/** One row as `ss -tuxan` prints it (iproute2's misc/ss.c). */
export interface SsRow {
  /** ss's Netid: tcp, udp, u_str, u_dgr, u_seq. */
  readonly netid: string;
  readonly state: string;
  readonly recvq: number;
  readonly sendq: number;
  readonly local: string;
  readonly peer: string;
}

const unixNetids = { SOCK_STREAM: 'u_str', SOCK_DGRAM: 'u_dgr', SOCK_SEQPACKET: 'u_seq' } as const;

/** A socket in ss's spelling. A Unix socket is named by its path and its inode, its peer by the inode alone, as there. */
export function ssRow(socket: MachineSocket): SsRow {
  const { protocol, type, state, recvq, sendq, local, remote, family, inode, peerInode } = socket;
  const unix = protocol === 'unix';
  return {
    netid: unix ? unixNetids[type] : protocol,
    state: ssWord(protocol, state) ?? state,
    recvq,
    sendq,
    local: unix ? `${nameOf(local)} ${inode}` : inetText(local, family),
    peer: unix ? `* ${peerInode ?? 0}` : inetText(remote, family),
  };
}

const nameOf = (address: Address | null): string => (address === null ? '*' : addressText(address));

function inetText(address: Address | null, family: MachineSocket['family']): string {
  if (address !== null) return addressText(address);
  return family === 'AF_INET6' ? '[::]:*' : '0.0.0.0:*';
}
