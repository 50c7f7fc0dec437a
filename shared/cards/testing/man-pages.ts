/** What a man page says of a call: its parameters, and the errors it lists. */
export interface ManPage {
  readonly parameters: readonly string[];
  readonly errors: readonly string[];
}

/**
 * From the pages of the Linux man-pages project, release 6.03: "call(section): parameters; errors", the names in SYNOPSIS and
 * those in ERRORS (of brk: in RETURN VALUE). eventfd_read and eventfd_write stand in eventfd(2), "Additional glibc
 * features". sigreturn(2) names no parameters: the mask is what strace shows of the frame that is taken back.
 */
const lines: readonly string[] = [
  'accept(2): sockfd addr addrlen; EAGAIN EBADF ECONNABORTED EFAULT EINTR EINVAL EMFILE ENFILE ENOBUFS ENOMEM ENOSR ENOTSOCK EOPNOTSUPP EPERM EPROTO EPROTONOSUPPORT ESOCKTNOSUPPORT ETIMEDOUT EWOULDBLOCK',
  'accept4(2): sockfd addr addrlen flags; EAGAIN EBADF ECONNABORTED EFAULT EINTR EINVAL EMFILE ENFILE ENOBUFS ENOMEM ENOSR ENOTSOCK EOPNOTSUPP EPERM EPROTO EPROTONOSUPPORT ESOCKTNOSUPPORT ETIMEDOUT EWOULDBLOCK',
  'alarm(2): seconds;',
  'bind(2): sockfd addr addrlen; EACCES EADDRINUSE EADDRNOTAVAIL EBADF EFAULT EINVAL ELOOP ENAMETOOLONG ENOENT ENOMEM ENOTDIR ENOTSOCK EROFS',
  'brk(2): addr; ENOMEM',
  'calloc(3): nmemb size; ENOMEM',
  'close(2): fd; EBADF EDQUOT EINTR ENOSPC',
  'connect(2): sockfd addr addrlen; EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF ECONNREFUSED EFAULT EINPROGRESS EINTR EISCONN ENETUNREACH ENOTSOCK EPERM EPROTOTYPE ETIMEDOUT',
  'dup(2): oldfd; EBADF EBUSY EINTR EINVAL EMFILE',
  'dup2(2): oldfd newfd; EBADF EBUSY EINTR EINVAL EMFILE',
  'dup3(2): oldfd newfd flags; EBADF EBUSY EINTR EINVAL EMFILE',
  'epoll_create(2): size; EINVAL EMFILE ENFILE ENOMEM',
  'epoll_create1(2): flags; EINVAL EMFILE ENFILE ENOMEM',
  'epoll_ctl(2): epfd op fd event; EBADF EEXIST EINVAL ELOOP ENOENT ENOMEM ENOSPC EPERM',
  'epoll_wait(2): epfd events maxevents timeout; EBADF EFAULT EINTR EINVAL',
  'eventfd(2): initval flags; EINVAL EMFILE ENFILE ENODEV ENOMEM',
  'eventfd_read(3): fd value; EINVAL EMFILE ENFILE ENODEV ENOMEM',
  'eventfd_write(3): fd value; EINVAL EMFILE ENFILE ENODEV ENOMEM',
  'exit(3): status;',
  'fcntl(2): fd cmd ...; EACCES EAGAIN EBADF EBUSY EDEADLK EFAULT EINTR EINVAL EMFILE ENOLCK ENOTDIR EPERM',
  'fork(2):; EAGAIN ENOMEM ENOSYS',
  'free(3): ptr; ENOMEM',
  'getpeername(2): sockfd addr addrlen; EBADF EFAULT EINVAL ENOBUFS ENOTCONN ENOTSOCK',
  'getpid(2):;',
  'getppid(2):;',
  'getsockname(2): sockfd addr addrlen; EBADF EFAULT EINVAL ENOBUFS ENOTSOCK',
  'getsockopt(2): sockfd level optname optval optlen; EBADF EFAULT EINVAL ENOPROTOOPT ENOTSOCK',
  'ioctl(2): fd request ...; EBADF EFAULT EINVAL ENOTTY',
  'kill(2): pid sig; EINVAL EPERM ESRCH',
  'listen(2): sockfd backlog; EADDRINUSE EBADF ENOTSOCK EOPNOTSUPP',
  'malloc(3): size; ENOMEM',
  'mmap(2): addr length prot flags fd offset; EACCES EAGAIN EBADF EEXIST EINVAL ENFILE ENODEV ENOMEM EOVERFLOW EPERM ETXTBSY',
  'munmap(2): addr length; EACCES EAGAIN EBADF EEXIST EINVAL ENFILE ENODEV ENOMEM EOVERFLOW EPERM ETXTBSY',
  'pause(2):; EINTR',
  'pipe(2): pipefd; EFAULT EINVAL EMFILE ENFILE ENOPKG',
  'poll(2): fds nfds timeout; EFAULT EINTR EINVAL ENOMEM',
  'raise(3): sig;',
  'read(2): fd buf count; EAGAIN EBADF EFAULT EINTR EINVAL EISDIR EWOULDBLOCK',
  'readv(2): fd iov iovcnt; EINVAL EOPNOTSUPP',
  'realloc(3): ptr size; ENOMEM',
  'recv(2): sockfd buf len flags; EAGAIN EBADF ECONNREFUSED EFAULT EINTR EINVAL ENOMEM ENOTCONN ENOTSOCK EWOULDBLOCK',
  'recvfrom(2): sockfd buf len flags src_addr addrlen; EAGAIN EBADF ECONNREFUSED EFAULT EINTR EINVAL ENOMEM ENOTCONN ENOTSOCK EWOULDBLOCK',
  'recvmmsg(2): sockfd msgvec vlen flags timeout; EINVAL',
  'recvmsg(2): sockfd msg flags; EAGAIN EBADF ECONNREFUSED EFAULT EINTR EINVAL ENOMEM ENOTCONN ENOTSOCK EWOULDBLOCK',
  'rt_sigreturn(2): mask; ',
  'select(2): nfds readfds writefds exceptfds timeout; EBADF EINTR EINVAL ENOMEM',
  'send(2): sockfd buf len flags; EACCES EAGAIN EALREADY EBADF ECONNRESET EDESTADDRREQ EFAULT EINTR EINVAL EISCONN EMSGSIZE ENOBUFS ENOMEM ENOTCONN ENOTSOCK EOPNOTSUPP EPIPE EWOULDBLOCK',
  'sendfile(2): out_fd in_fd offset count; EAGAIN EBADF EFAULT EINVAL ENOMEM EOVERFLOW ESPIPE',
  'sendmmsg(2): sockfd msgvec vlen flags;',
  'sendmsg(2): sockfd msg flags; EACCES EAGAIN EALREADY EBADF ECONNRESET EDESTADDRREQ EFAULT EINTR EINVAL EISCONN EMSGSIZE ENOBUFS ENOMEM ENOTCONN ENOTSOCK EOPNOTSUPP EPIPE EWOULDBLOCK',
  'sendto(2): sockfd buf len flags dest_addr addrlen; EACCES EAGAIN EALREADY EBADF ECONNRESET EDESTADDRREQ EFAULT EINTR EINVAL EISCONN EMSGSIZE ENOBUFS ENOMEM ENOTCONN ENOTSOCK EOPNOTSUPP EPIPE EWOULDBLOCK',
  'setitimer(2): which new_value old_value; EFAULT EINVAL',
  'setsockopt(2): sockfd level optname optval optlen; EBADF EFAULT EINVAL ENOPROTOOPT ENOTSOCK',
  'shutdown(2): sockfd how; EBADF EINVAL ENOTCONN ENOTSOCK',
  'sigaction(2): signum act oldact; EFAULT EINVAL',
  'signal(2): signum handler; EINVAL',
  'signalfd(2): fd mask flags; EBADF EINVAL EMFILE ENFILE ENODEV ENOMEM',
  'sigpending(2): set; EFAULT',
  'sigprocmask(2): how set oldset; EFAULT EINVAL',
  'sigsuspend(2): mask; EFAULT EINTR',
  'sigwait(3): set sig; EINVAL',
  'sleep(3): seconds;',
  'socket(2): domain type protocol; EACCES EAFNOSUPPORT EINVAL EMFILE ENFILE ENOBUFS ENOMEM EPROTONOSUPPORT',
  'socketpair(2): domain type protocol sv; EAFNOSUPPORT EFAULT EMFILE ENFILE EOPNOTSUPP EPROTONOSUPPORT',
  'splice(2): fd_in off_in fd_out off_out len flags; EAGAIN EBADF EINVAL ENOMEM ESPIPE',
  'timerfd_create(2): clockid flags; EBADF ECANCELED EFAULT EINVAL EMFILE ENFILE ENODEV ENOMEM EPERM',
  'timerfd_gettime(2): fd curr_value; EBADF ECANCELED EFAULT EINVAL EMFILE ENFILE ENODEV ENOMEM EPERM',
  'timerfd_settime(2): fd flags new_value old_value; EBADF ECANCELED EFAULT EINVAL EMFILE ENFILE ENODEV ENOMEM EPERM',
  'unlink(2): pathname; EACCES EBADF EBUSY EFAULT EINVAL EISDIR ELOOP ENAMETOOLONG ENOENT ENOMEM ENOTDIR EPERM EROFS',
  'usleep(3): usec; EINTR EINVAL',
  'wait(2): wstatus; EAGAIN ECHILD EINTR EINVAL ESRCH',
  'waitpid(2): pid wstatus options; EAGAIN ECHILD EINTR EINVAL ESRCH',
  'write(2): fd buf count; EAGAIN EBADF EDESTADDRREQ EDQUOT EFAULT EFBIG EINTR EINVAL ENOSPC EPERM EPIPE EWOULDBLOCK',
  'writev(2): fd iov iovcnt; EINVAL EOPNOTSUPP',
  'unix(7):; EADDRINUSE EBADF ECONNREFUSED ECONNRESET EFAULT EINVAL EISCONN ENFILE ENOENT ENOMEM ENOTCONN EOPNOTSUPP EPERM EPIPE EPROTONOSUPPORT EPROTOTYPE ESOCKTNOSUPPORT ESRCH ETOOMANYREFS',
  'tcp(7):; EPIPE ETIMEDOUT',
  'udp(7):; ECONNREFUSED',
  'ip(7):; EACCES EADDRINUSE EADDRNOTAVAIL EAGAIN EALREADY ECONNABORTED EHOSTUNREACH EINVAL EISCONN EMSGSIZE ENOBUFS ENOENT ENOMEM ENOPKG ENOPROTOOPT ENOTCONN EOPNOTSUPP EPERM EPIPE ESOCKTNOSUPPORT',
  'socket(7):;',
];

export const manPages: ReadonlyMap<string, ManPage> = new Map(
  lines.map((line) => {
    const [, page = '', parameters = '', errors = ''] = /^(\S+): ?([^;]*); ?(.*)$/.exec(line) ?? [];
    const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
    return [page, { parameters: words(parameters), errors: words(errors) }];
  }),
);

/** Where a page leaves errors to others: "Errors are as for sendmsg(2)", "see the manual pages of the protocol modules". */
const protocols = ['unix(7)', 'tcp(7)', 'udp(7)', 'ip(7)'];
export const alsoIn: Readonly<Record<string, readonly string[]>> = {
  bind: protocols,
  connect: protocols,
  send: protocols,
  recv: protocols,
  sendto: protocols,
  recvfrom: protocols,
  sendmsg: protocols,
  recvmsg: protocols,
  read: protocols,
  write: protocols,
  sendmmsg: ['sendmsg(2)', ...protocols],
  recvmmsg: ['recvmsg(2)', ...protocols],
  readv: ['read(2)', ...protocols],
  writev: ['write(2)', ...protocols],
  eventfd_read: ['read(2)'],
  eventfd_write: ['write(2)'],
  raise: ['kill(2)'],
};
