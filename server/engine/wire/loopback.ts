import { fail, failure, ok, type Result } from '#shared/base/result';
import { realtimeNs } from '../ffi/clock.ts';
import { close, ioctl } from '../ffi/libc.ts';
import { interfaceIndex } from './interface.ts';
import { inNetns } from './netns.ts';
import { openPacketSocket, packetSocketDrops, receive } from './packet-socket.ts';

const SIOCGSTAMPNS = 0x8907;

/** A packet that passed inside a host. Its transport checksum is left to nobody: the kernel does not fill it in on lo. */
export interface LoopbackPacket {
  readonly bytes: Uint8Array;
  /** How long ago it passed when it was read, in nanoseconds; 0 where the kernel did not stamp it. */
  readonly ageNs: number;
}

/** Sees every packet on a host's lo once. It cannot hold them: they are where they go already. */
export class Loopback {
  readonly fd: number;
  readonly #stamp = Buffer.alloc(16);
  #lost = 0;

  private constructor(fd: number) {
    this.fd = fd;
    // The first question switches stamping on (socket(7)); there is no packet yet to answer for.
    ioctl(fd, SIOCGSTAMPNS, this.#stamp);
  }

  static open(netnsFd: number, engineNetnsFd: number): Result<Loopback> {
    return inNetns(netnsFd, engineNetnsFd, () => {
      const index = interfaceIndex('lo');
      if (index < 0) return fail(failure('loopback', `This host has no loopback interface (errno ${-index}).`));
      const fd = openPacketSocket(index);
      return fd.ok ? ok(new Loopback(fd.value)) : fd;
    });
  }

  /** Never blocks: all packets that wait, oldest first. */
  read(): LoopbackPacket[] {
    const packets: LoopbackPacket[] = [];
    for (let bytes = receive(this.fd); bytes !== null; bytes = receive(this.fd))
      packets.push({ bytes, ageNs: this.#age() });
    return packets;
  }

  #age(): number {
    if (ioctl(this.fd, SIOCGSTAMPNS, this.#stamp) < 0) return 0;
    const passed = this.#stamp.readBigInt64LE(0) * 1_000_000_000n + this.#stamp.readBigInt64LE(8);
    return Math.max(0, Number(realtimeNs() - passed));
  }

  /** How many packets were lost before read() could have them, since it was opened. */
  lost(): number {
    this.#lost += packetSocketDrops(this.fd);
    return this.#lost;
  }

  close(): void {
    close(this.fd);
  }
}
