import koffi from 'koffi';
import { ioctl } from './libc.ts';

const SIOCETHTOOL = 0x8946;
const IFREQ_LENGTH = 40;
const IFR_DATA = 16;

/**
 * Sets one of a link's switches (linux/ethtool.h: struct ethtool_value {u32 cmd, u32 data}) through any socket of its network
 * namespace: 0 or -errno. The request holds a pointer, so it is written here, where pointers are.
 */
export function setLinkSwitch(fd: number, name: string, command: number, value: number): number {
  const data = Buffer.alloc(8);
  data.writeUInt32LE(command, 0);
  data.writeUInt32LE(value, 4);
  const request = Buffer.alloc(IFREQ_LENGTH);
  request.write(name, 'latin1');
  request.writeBigUInt64LE(koffi.address(data), IFR_DATA);
  return ioctl(fd, SIOCETHTOOL, request);
}
