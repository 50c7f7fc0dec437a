import { ipv4Text } from '#shared/abi/packet-ip';
import { setLinkSwitch } from '../ffi/ethtool.ts';
import { close, ioctl, socket } from '../ffi/libc.ts';

const AF_INET = 2;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;
const SIOCGIFADDR = 0x8915;
const SIOCGIFINDEX = 0x8933;
const IFNAMSIZ = 16;
/** struct ifreq (netdevice(7)): the name, then a union of 24 bytes. */
const IFREQ_LENGTH = 40;

/** A struct ifreq for the link of this name. */
export function interfaceRequest(name: string): Buffer {
  const request = Buffer.alloc(IFREQ_LENGTH);
  request.write(name.slice(0, IFNAMSIZ - 1), 'latin1');
  return request;
}

function withSocket(work: (fd: number) => number): number {
  const fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return fd;
  const result = work(fd);
  close(fd);
  return result;
}

/** The index of the link of this name in the current network namespace, or -errno. */
export const interfaceIndex = (name: string): number =>
  withSocket((fd) => {
    const request = interfaceRequest(name);
    const result = ioctl(fd, SIOCGIFINDEX, request);
    return result < 0 ? result : request.readInt32LE(IFNAMSIZ);
  });

/** The IPv4 address of the link of this name in the current network namespace, or null. */
export function interfaceAddress(name: string): string | null {
  const request = interfaceRequest(name);
  const result = withSocket((fd) => ioctl(fd, SIOCGIFADDR, request));
  return result < 0 ? null : ipv4Text(request, IFNAMSIZ + 4);
}

/** linux/ethtool.h: set TX checksums, scatter-gather, TSO, GSO. */
const offloads = [0x17, 0x19, 0x1f, 0x24] as const;

/**
 * Switches a link's offloads off, so that packets leave it as they would go on a wire: complete checksums, no longer than the
 * MTU. A switch that the link does not have is off already.
 */
export const switchOffOffloads = (name: string): number =>
  withSocket((fd) => {
    for (const command of offloads) setLinkSwitch(fd, name, command, 0);
    return 0;
  });
