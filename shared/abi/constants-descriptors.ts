import type { Constants } from './named-numbers.ts';

/**
 * Numbers of the calls on descriptors and of those that wait for them, on Linux x86-64 and arm64, from
 * include/uapi/asm-generic/{fcntl,poll,ioctls}.h and include/uapi/linux/{fcntl,eventpoll,sockios}.h. Sets of bits are
 * listed in the order in which strace tells them.
 */

/** Flags of open(2) and of F_SETFL (O_RDONLY is the absence of O_WRONLY and O_RDWR). */
export const openFlags: Constants = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_NONBLOCK: 0o4000,
  O_CLOEXEC: 0o2000000,
  O_ASYNC: 0o20000,
};

/** Flags of pipe2(2) and dup3(2). */
export const pipeFlags: Constants = { O_NONBLOCK: 0o4000, O_CLOEXEC: 0o2000000 };

/** Commands of fcntl(2). */
export const fcntlCommands: Constants = {
  F_DUPFD: 0,
  F_GETFD: 1,
  F_SETFD: 2,
  F_GETFL: 3,
  F_SETFL: 4,
  F_SETOWN: 8,
  F_GETOWN: 9,
  F_SETSIG: 10,
  F_GETSIG: 11,
  F_SETOWN_EX: 15,
  F_GETOWN_EX: 16,
  F_DUPFD_CLOEXEC: 1030,
  F_SETPIPE_SZ: 1031,
  F_GETPIPE_SZ: 1032,
};

/** Who gets a descriptor's signals: the type in F_SETOWN_EX's structure. */
export const ownerTypes: Constants = { F_OWNER_TID: 0, F_OWNER_PID: 1, F_OWNER_PGRP: 2 };

/** Descriptor flags of F_SETFD. */
export const descriptorFlags: Constants = { FD_CLOEXEC: 1 };

/** Requests of ioctl(2) on sockets (asm-generic/ioctls.h, linux/sockios.h; socket(7), tcp(7), unix(7)). */
export const ioctlRequests: Constants = {
  FIONREAD: 0x541b,
  FIONBIO: 0x5421,
  FIOASYNC: 0x5452,
  SIOCOUTQ: 0x5411,
  SIOCINQ: 0x541b,
  SIOCATMARK: 0x8905,
};

/** Flags of splice(2). */
export const spliceFlags: Constants = {
  SPLICE_F_MOVE: 1,
  SPLICE_F_NONBLOCK: 2,
  SPLICE_F_MORE: 4,
  SPLICE_F_GIFT: 8,
};

/** The descriptor that means the working directory (unlinkat(2)). */
export const workingDirectory: Constants = { AT_FDCWD: -100 };
export const unlinkFlags: Constants = { AT_REMOVEDIR: 0x200 };

/** Events of poll(2). */
export const pollEvents: Constants = {
  POLLIN: 0x1,
  POLLPRI: 0x2,
  POLLOUT: 0x4,
  POLLRDNORM: 0x40,
  POLLWRNORM: 0x100,
  POLLRDBAND: 0x80,
  POLLWRBAND: 0x200,
  POLLERR: 0x8,
  POLLHUP: 0x10,
  POLLNVAL: 0x20,
  POLLRDHUP: 0x2000,
};

/** Events of epoll_ctl(2). */
export const epollEvents: Constants = {
  EPOLLIN: 0x1,
  EPOLLPRI: 0x2,
  EPOLLOUT: 0x4,
  EPOLLRDNORM: 0x40,
  EPOLLRDBAND: 0x80,
  EPOLLWRNORM: 0x100,
  EPOLLWRBAND: 0x200,
  EPOLLERR: 0x8,
  EPOLLHUP: 0x10,
  EPOLLRDHUP: 0x2000,
  EPOLLEXCLUSIVE: 0x10000000,
  EPOLLWAKEUP: 0x20000000,
  EPOLLONESHOT: 0x40000000,
  EPOLLET: 0x80000000,
};

/** Second argument of epoll_ctl(2). */
export const epollOperations: Constants = { EPOLL_CTL_ADD: 1, EPOLL_CTL_DEL: 2, EPOLL_CTL_MOD: 3 };

/** Argument of epoll_create1(2). */
export const epollFlags: Constants = { EPOLL_CLOEXEC: 0o2000000 };

/** Flags of eventfd(2), signalfd(2) and timerfd_create(2), timerfd_settime(2). */
export const eventfdFlags: Constants = { EFD_SEMAPHORE: 1, EFD_CLOEXEC: 0o2000000, EFD_NONBLOCK: 0o4000 };
export const signalfdFlags: Constants = { SFD_CLOEXEC: 0o2000000, SFD_NONBLOCK: 0o4000 };
export const timerfdFlags: Constants = { TFD_CLOEXEC: 0o2000000, TFD_NONBLOCK: 0o4000 };
export const timerfdSetFlags: Constants = { TFD_TIMER_ABSTIME: 1, TFD_TIMER_CANCEL_ON_SET: 2 };
