import { declare } from './libc.ts';

/** Socket calls that the engine makes on sockets of its own, when it tries out the kernel. */

export const listen = declare<[fd: number, backlog: number]>('int listen(int fd, int backlog)');

/** accept(2) without asking for the peer's address. */
export function accept(fd: number): number {
  return acceptFrom(fd, null, null);
}
const acceptFrom = declare<[fd: number, address: null, length: null]>('int accept(int fd, void *addr, void *len)');
