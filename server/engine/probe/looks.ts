import type { Capability } from '#shared/protocol/rest';
import { bind, close, socket } from '../ffi/libc.ts';
import { listen } from '../ffi/sockets.ts';
import { DiagSocket } from '../netlink/diag-socket.ts';
import { absent, present, refused } from './capability.ts';

/** What the kernel tells of its sockets, tried on sockets of our own in the current network namespace. */

const AF_UNIX = 1;
const AF_INET = 2;
const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;

/** struct sockaddr_in of 127.0.0.1 and this port, or of a port that the kernel picks (0). */
function localhost(port: number): Buffer {
  const address = Buffer.alloc(16);
  address.writeUInt16LE(AF_INET, 0);
  address.writeUInt16BE(port, 2);
  address.set([127, 0, 0, 1], 4);
  return address;
}

/** Makes a socket, lets `prepare` bring it into the state that is looked for, looks, and closes it. */
function withSocket<T>(family: number, type: number, prepare: (fd: number) => void, look: () => T): T {
  const fd = socket(family, type | SOCK_CLOEXEC, 0);
  try {
    prepare(fd);
    return look();
  } finally {
    if (fd >= 0) close(fd);
  }
}

const bindLocal = (fd: number): number => bind(fd, localhost(0), 16);
const bindAndListen = (fd: number): void => {
  bindLocal(fd);
  listen(fd, 1);
};

const dumps = {
  tcp: { module: 'tcp_diag', family: AF_INET, type: SOCK_STREAM, prepare: bindAndListen },
  udp: { module: 'udp_diag', family: AF_INET, type: SOCK_DGRAM, prepare: (fd: number): void => void bindLocal(fd) },
  unix: { module: 'unix_diag', family: AF_UNIX, type: SOCK_STREAM, prepare: (): void => undefined },
} as const;

function tryDump(diag: DiagSocket, protocol: keyof typeof dumps): Capability {
  const { module, family, type, prepare } = dumps[protocol];
  const name = `States of ${protocol === 'unix' ? 'Unix' : protocol.toUpperCase()} sockets (${module})`;
  const found = withSocket(family, type, prepare, () =>
    protocol === 'tcp' ? diag.dumpTcp() : protocol === 'udp' ? diag.dumpUdp() : diag.dumpUnix(),
  );
  if (found.length > 0) return present(module, name, 'a socket of our own was listed');
  const [why = 'a socket of our own was not listed'] = [...diag.missing, ...diag.takeFaults()];
  return absent(module, name, why, `As root: modprobe ${module}, or use a kernel that has it.`);
}

function tryDestroy(diag: DiagSocket): Capability {
  const [id, name] = ['sock_destroy', 'Ending a socket from outside (SOCK_DESTROY)'];
  const result = withSocket(AF_INET, SOCK_STREAM, bindAndListen, () => {
    const [listener] = diag.dumpTcp();
    return listener ? diag.destroy(listener) : -2;
  });
  if (result === 0) return present(id, name, 'a listener of our own was ended; TIME_WAIT can be cut short');
  return absent(
    id,
    name,
    `the kernel refused it (errno ${-result}); TIME_WAIT lasts its 60 seconds`,
    'Use a kernel with CONFIG_INET_DIAG_DESTROY.',
  );
}

function tryBound(diag: DiagSocket): Capability {
  const [id, name] = ['bound_inactive', 'Bound, idle TCP sockets in a look'];
  const found = withSocket(AF_INET, SOCK_STREAM, bindLocal, () => diag.dumpTcp().length);
  if (found > 0) return present(id, name, 'the kernel lists them');
  return absent(
    id,
    name,
    'this kernel lists a TCP socket from listen() or connect() on only',
    'Use Linux 6.8 or newer.',
  );
}

/** Each kind of look, in the current network namespace; lo must be up. */
export function tryLooks(): Capability[] {
  const diag = DiagSocket.open();
  if (!diag.ok) return [refused('sock_diag', 'Socket states', diag.error)];
  const found = [
    tryDump(diag.value, 'tcp'),
    tryDump(diag.value, 'udp'),
    tryDump(diag.value, 'unix'),
    tryBound(diag.value),
    tryDestroy(diag.value),
  ];
  diag.value.close();
  return found;
}
