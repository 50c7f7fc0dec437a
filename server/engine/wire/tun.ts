import { fail, failure, ok, type Failure, type Result } from '#shared/base/result';
import type { HostName } from '#shared/events/common';
import { close, ioctl, open, read, write } from '../ffi/libc.ts';
import { configureHost, INTERFACE } from './host-setup.ts';
import { interfaceRequest } from './interface.ts';
import { inNetns } from './netns.ts';
import { TransmitDrops } from './statistics.ts';
import type { Wire, WireHost, WireOptions } from './wire.ts';

/** TUN devices (Documentation/networking/tuntap.rst): a link whose other end is a descriptor of ours. */

const O_RDWR = 2;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
const TUNSETIFF = 0x400454ca;
const IFF_TUN = 1;
const IFF_NO_PI = 0x1000;
const IFNAMSIZ = 16;
const LONGEST_PACKET = 65535;

/** Why /dev/net/tun cannot be had, by errno; a sentence with what would help. */
export function tunFailure(errno: number): Failure {
  switch (errno) {
    case 1:
      return failure(
        'tun',
        'TUN needs CAP_NET_ADMIN in this network namespace: the container or sandbox took it away.',
      );
    case 2:
      return failure(
        'tun',
        'There is no /dev/net/tun: load the module (modprobe tun) or give the container the device (--device /dev/net/tun).',
      );
    case 13:
      return failure(
        'tun',
        '/dev/net/tun is not open to this user: chmod 0666 /dev/net/tun, as most distributions have it.',
      );
    case 6:
    case 19:
      return failure('tun', 'The kernel has no TUN driver: load it with modprobe tun.');
    default:
      return failure('tun', `TUN is not usable (errno ${errno}): a veth pair is used instead.`);
  }
}

/** Opens the device of one host, as the thread is in that host's namespace: a descriptor or -errno. */
function openDevice(): number {
  const fd = open('/dev/net/tun', O_RDWR | O_NONBLOCK | O_CLOEXEC, 0);
  if (fd < 0) return fd;
  const request = interfaceRequest(INTERFACE);
  request.writeUInt16LE(IFF_TUN | IFF_NO_PI, IFNAMSIZ);
  const made = ioctl(fd, TUNSETIFF, request);
  if (made >= 0) return fd;
  close(fd);
  return made;
}

interface Device extends WireHost {
  readonly fd: number;
  readonly drops: TransmitDrops;
}

function openHost(host: WireHost, engineNetnsFd: number): Result<Device> {
  return inNetns(host.netnsFd, engineNetnsFd, () => {
    const fd = openDevice();
    if (fd < 0) return fail(tunFailure(-fd));
    const configured = configureHost(host.address);
    if (configured.ok) return ok({ ...host, fd, drops: new TransmitDrops() });
    close(fd);
    return configured;
  });
}

class TunWire implements Wire {
  readonly kind = 'tun';
  readonly fds: readonly { readonly fd: number; readonly host: HostName }[];
  readonly #buffer = new Uint8Array(LONGEST_PACKET);
  readonly #devices: readonly Device[];

  constructor(devices: readonly Device[]) {
    this.#devices = devices;
    this.fds = devices.map(({ fd, name }) => ({ fd, host: name }));
  }

  #device(name: HostName): Device {
    const device = this.#devices.find((device) => device.name === name);
    if (!device) throw new Error(`host ${name} is not on this wire`);
    return device;
  }

  read(name: HostName): Uint8Array[] {
    const { fd } = this.#device(name);
    const packets: Uint8Array[] = [];
    for (;;) {
      const length = read(fd, this.#buffer, LONGEST_PACKET);
      if (length <= 0) return packets;
      packets.push(this.#buffer.slice(0, length));
    }
  }

  write(name: HostName, packet: Uint8Array): number {
    const written = write(this.#device(name).fd, packet, packet.length);
    return written < 0 ? written : 0;
  }

  lost(name: HostName): number {
    return this.#device(name).drops.read();
  }

  close(): void {
    for (const { fd, drops } of this.#devices) {
      close(fd);
      drops.close();
    }
  }
}

/** Makes a TUN device in each host. Failures say what the machine lacks; nothing is left behind then. */
export function openTunWire({ hosts, engineNetnsFd }: WireOptions): Result<Wire> {
  const devices: Device[] = [];
  for (const host of hosts) {
    const device = openHost(host, engineNetnsFd);
    if (!device.ok) {
      new TunWire(devices).close();
      return device;
    }
    devices.push(device.value);
  }
  return ok(new TunWire(devices));
}
