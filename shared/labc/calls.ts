import { byName, nameOf, parametersOf } from './prototypes.ts';

/**
 * The system calls that a program may make, one line each: its C prototype (the man page's), what glibc asks the kernel
 * for with it, and what the kernel then writes into the program's memory. Adding a call is adding a line; the kernel's own
 * number and the decoding of its arguments live in shared/abi.
 */
export interface SystemCall {
  readonly kind: 'system';
  /** What the source says: send. */
  readonly name: string;
  readonly prototype: string;
  /** How many the source gives; of a variadic one (fcntl), with the one behind the others, which is 0 where it is left out. */
  readonly parameters: number;
  /** The kernel's name: sendto. */
  readonly call: string;
  /** The six raw arguments: one of the source's, by position, or a constant. */
  readonly arguments: readonly (KernelArgument | number)[];
  readonly fills: readonly Fill[];
}

interface KernelArgument {
  readonly parameter: number;
}

/** Memory that the kernel writes where the call succeeds: at the address in a parameter, so many bytes. */
export interface Fill {
  readonly parameter: number;
  readonly size: FillSize;
  /** Written only where the result is above 0: wait4's status, say, when a child was waited for. */
  readonly ifResult?: true;
}

export type FillSize =
  /** As many bytes as the call's result. */
  | 'result'
  | number
  /** The number behind the pointer in another parameter (at most what it was before). */
  | { readonly behind: number }
  /** So many bytes for each: the result's number, or a parameter's. */
  | { readonly each: number; readonly of: 'result' | { readonly parameter: number } }
  /** The buffers of an iovec array of so many elements, in their order, as many bytes as the result (readv(2)). */
  | { readonly iovec: number }
  /** A struct msghdr and what it points to (recvmsg(2)). */
  | 'msghdr'
  /** An array of so many struct mmsghdr: the lengths, and what each header points to (recvmmsg(2)). */
  | { readonly mmsghdr: number };

/** `fills`: "buf: result", "addr: *addrlen, addrlen: 4", "events: 12*result", "iov: iovec iovcnt", by parameter names. */
function system(prototype: string, kernel: string, fills = ''): SystemCall {
  const parameters = parametersOf(prototype);
  const argument = (word: string): KernelArgument | number =>
    parameters.includes(word) ? { parameter: parameters.indexOf(word) } : Number(word);
  const words = kernel
    .slice(kernel.indexOf('(') + 1, -1)
    .split(', ')
    .filter((word) => word !== '');
  return {
    kind: 'system',
    name: nameOf(prototype),
    prototype,
    parameters: parameters.length,
    call: nameOf(kernel),
    arguments: words.map(argument),
    fills: fills === '' ? [] : fills.split(', ').map((fill) => fillOf(fill, parameters)),
  };
}

function fillOf(text: string, parameters: readonly string[]): Fill {
  const [name = '', size = ''] = text.split(': ');
  const parameter = parameters.indexOf(name);
  if (size.endsWith(' if result')) return { parameter, size: Number(size.split(' ')[0]), ifResult: true };
  return { parameter, size: sizeOfFill(size, parameters) };
}

function sizeOfFill(size: string, parameters: readonly string[]): FillSize {
  if (size === 'result' || size === 'msghdr') return size;
  if (size.startsWith('*')) return { behind: parameters.indexOf(size.slice(1)) };
  if (size.startsWith('mmsghdr ')) return { mmsghdr: parameters.indexOf(size.slice(8)) };
  if (size.startsWith('iovec ')) return { iovec: parameters.indexOf(size.slice(6)) };
  const [each = '', of] = size.split('*');
  if (of === undefined) return Number(each);
  return { each: Number(each), of: of === 'result' ? of : { parameter: parameters.indexOf(of) } };
}

// prettier-ignore
export const systemCalls: ReadonlyMap<string, SystemCall> = byName([
  system('int socket(int domain, int type, int protocol)', 'socket(domain, type, protocol)'),
  system('int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen)', 'bind(sockfd, addr, addrlen)'),
  system('int listen(int sockfd, int backlog)', 'listen(sockfd, backlog)'),
  system('int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen)', 'accept(sockfd, addr, addrlen)', 'addr: *addrlen, addrlen: 4'),
  system('int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags)', 'accept4(sockfd, addr, addrlen, flags)', 'addr: *addrlen, addrlen: 4'),
  system('int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen)', 'connect(sockfd, addr, addrlen)'),
  system('ssize_t send(int sockfd, const void *buf, size_t len, int flags)', 'sendto(sockfd, buf, len, flags, 0, 0)'),
  system('ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr *addr, socklen_t addrlen)', 'sendto(sockfd, buf, len, flags, addr, addrlen)'),
  system('ssize_t recv(int sockfd, void *buf, size_t len, int flags)', 'recvfrom(sockfd, buf, len, flags, 0, 0)', 'buf: result'),
  system('ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags, struct sockaddr *addr, socklen_t *addrlen)', 'recvfrom(sockfd, buf, len, flags, addr, addrlen)', 'buf: result, addr: *addrlen, addrlen: 4'),
  system('int shutdown(int sockfd, int how)', 'shutdown(sockfd, how)'),
  system('int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen)', 'getsockname(sockfd, addr, addrlen)', 'addr: *addrlen, addrlen: 4'),
  system('int getpeername(int sockfd, struct sockaddr *addr, socklen_t *addrlen)', 'getpeername(sockfd, addr, addrlen)', 'addr: *addrlen, addrlen: 4'),
  system('int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen)', 'setsockopt(sockfd, level, optname, optval, optlen)'),
  system('int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen)', 'getsockopt(sockfd, level, optname, optval, optlen)', 'optval: *optlen, optlen: 4'),
  system('ssize_t read(int fd, void *buf, size_t count)', 'read(fd, buf, count)', 'buf: result'),
  system('ssize_t write(int fd, const void *buf, size_t count)', 'write(fd, buf, count)'),
  system('int close(int fd)', 'close(fd)'),
  system('int dup(int oldfd)', 'dup(oldfd)'),
  system('int dup2(int oldfd, int newfd)', 'dup2(oldfd, newfd)'),
  system('int dup3(int oldfd, int newfd, int flags)', 'dup3(oldfd, newfd, flags)'),
  system('int pipe(int pipefd[2])', 'pipe2(pipefd, 0)', 'pipefd: 8'),
  system('int pipe2(int pipefd[2], int flags)', 'pipe2(pipefd, flags)', 'pipefd: 8'),
  system('int socketpair(int domain, int type, int protocol, int sv[2])', 'socketpair(domain, type, protocol, sv)', 'sv: 8'),
  system('int fcntl(int fd, int cmd, ...)', 'fcntl(fd, cmd, ...)'),
  system('int ioctl(int fd, unsigned long request, void *argp)', 'ioctl(fd, request, argp)', 'argp: 4'),
  system('ssize_t readv(int fd, const struct iovec *iov, int iovcnt)', 'readv(fd, iov, iovcnt)', 'iov: iovec iovcnt'),
  system('ssize_t writev(int fd, const struct iovec *iov, int iovcnt)', 'writev(fd, iov, iovcnt)'),
  system('ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags)', 'sendmsg(sockfd, msg, flags)'),
  system('ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags)', 'recvmsg(sockfd, msg, flags)', 'msg: msghdr'),
  system('int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags)', 'sendmmsg(sockfd, msgvec, vlen, flags)', 'msgvec: mmsghdr vlen'),
  system('int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct timespec *timeout)', 'recvmmsg(sockfd, msgvec, vlen, flags, timeout)', 'msgvec: mmsghdr vlen, timeout: 16'),
  system('ssize_t sendfile(int out_fd, int in_fd, off_t *offset, size_t count)', 'sendfile(out_fd, in_fd, offset, count)', 'offset: 8'),
  system('ssize_t splice(int fd_in, long *off_in, int fd_out, long *off_out, size_t len, unsigned int flags)', 'splice(fd_in, off_in, fd_out, off_out, len, flags)', 'off_in: 8, off_out: 8'),
  // waiting for several at once
  system('int poll(struct pollfd *fds, nfds_t nfds, int timeout)', 'poll(fds, nfds, timeout)', 'fds: 8*nfds'),
  system('int epoll_create(int size)', 'epoll_create(size)'),
  system('int epoll_create1(int flags)', 'epoll_create1(flags)'),
  system('int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)', 'epoll_ctl(epfd, op, fd, event)'),
  system('int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)', 'epoll_wait(epfd, events, maxevents, timeout)', 'events: 12*result'),
  system('int epoll_pwait(int epfd, struct epoll_event *events, int maxevents, int timeout, const sigset_t *sigmask)', 'epoll_pwait(epfd, events, maxevents, timeout, sigmask, 8)', 'events: 12*result'),
  system('int eventfd(unsigned int initval, int flags)', 'eventfd2(initval, flags)'),
  system('int timerfd_create(int clockid, int flags)', 'timerfd_create(clockid, flags)'),
  system('int timerfd_settime(int fd, int flags, const struct itimerspec *new_value, struct itimerspec *old_value)', 'timerfd_settime(fd, flags, new_value, old_value)', 'old_value: 32'),
  system('int timerfd_gettime(int fd, struct itimerspec *curr_value)', 'timerfd_gettime(fd, curr_value)', 'curr_value: 32'),
  system('int signalfd(int fd, const sigset_t *mask, int flags)', 'signalfd4(fd, mask, 8, flags)'),
  // processes and signals
  system('pid_t fork(void)', 'clone(17, 0, 0, 0, 0)'),
  system('pid_t wait(int *wstatus)', 'wait4(-1, wstatus, 0, 0)', 'wstatus: 4 if result'),
  system('pid_t waitpid(pid_t pid, int *wstatus, int options)', 'wait4(pid, wstatus, options, 0)', 'wstatus: 4 if result'),
  system('int kill(pid_t pid, int sig)', 'kill(pid, sig)'),
  system('int pause(void)', 'pause()'),
  system('int setitimer(int which, const struct itimerval *new_value, struct itimerval *old_value)', 'setitimer(which, new_value, old_value)', 'old_value: 32'),
  system('unsigned int alarm(unsigned int seconds)', 'alarm(seconds)'),
  system('int sigprocmask(int how, const sigset_t *set, sigset_t *oldset)', 'rt_sigprocmask(how, set, oldset, 8)', 'oldset: 8'),
  system('int sigpending(sigset_t *set)', 'rt_sigpending(set, 8)', 'set: 8'),
  system('int sigsuspend(const sigset_t *mask)', 'rt_sigsuspend(mask, 8)'),
  system('int unlink(const char *pathname)', 'unlink(pathname)'),
  system('pid_t getpid(void)', 'getpid()'),
  system('pid_t getppid(void)', 'getppid()'),
]);
