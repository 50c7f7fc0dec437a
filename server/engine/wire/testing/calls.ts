import { bind, close, connect, getsockname, recv, send, socket } from '../../ffi/libc.ts';
import { accept, listen } from '../../ffi/sockets.ts';

/** Non-blocking sockets of a scenario's own, in the namespace of the calling thread. Answers are as libc.ts gives them. */

export const AF_UNIX = 1;
export const AF_INET = 2;
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;
const MSG_DONTWAIT = 0x40;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;

export const open = (family: number, type: number): number => socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

export function inet(address: string, port: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(AF_INET, 0);
  bytes.writeUInt16BE(port, 2);
  bytes.set(address.split('.').map(Number), 4);
  return bytes;
}

/** A path with its NUL, or an abstract name that begins with one. */
export const unix = (name: string): Buffer =>
  Buffer.concat([Buffer.from([AF_UNIX, 0]), Buffer.from(name.startsWith('\0') ? name : `${name}\0`)]);

export const bindTo = (fd: number, address: Buffer): number => bind(fd, address, address.length);
export const connectTo = (fd: number, address: Buffer): number => connect(fd, address, address.length);

export function listenOn(port: number, backlog: number): number {
  const fd = open(AF_INET, SOCK_STREAM);
  bindTo(fd, inet('0.0.0.0', port));
  listen(fd, backlog);
  return fd;
}

export function localPort(fd: number): number {
  const address = Buffer.alloc(16);
  getsockname(fd, address, Buffer.from([16, 0, 0, 0]));
  return address.readUInt16BE(2);
}

export const sendText = (fd: number, text: string): number => send(fd, Buffer.from(text), text.length, 0);

export function receive(fd: number, room: number): Buffer {
  const bytes = Buffer.alloc(room);
  const length = recv(fd, bytes, room, MSG_DONTWAIT);
  return bytes.subarray(0, Math.max(0, length));
}

export { accept, close, listen };
