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
  /** The call's result; a constant; or the number behind the pointer in another parameter (at most what it was before). */
  readonly size: 'result' | number | { readonly behind: number };
}

/** A function of the C library that needs no kernel, or (printf, perror, sleep) more than handing its arguments on. */
export interface LibraryFunction {
  readonly kind: 'library';
  readonly name: string;
  readonly prototype: string;
}

const nameOf = (prototype: string): string => /(\w+)\(/.exec(prototype)?.[1] ?? '';

const parametersOf = (prototype: string): string[] =>
  prototype
    .slice(prototype.indexOf('(') + 1, prototype.lastIndexOf(')'))
    .split(',')
    .map((one) => /(\w+)(\[\])?$/.exec(one.trim())?.[1] ?? '');

/** `fills`: "buf: result" or "addr: *addrlen, addrlen: 4", by parameter names. */
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
    call: nameOf(kernel),
    arguments: words.map(argument),
    fills: fills === '' ? [] : fills.split(', ').map((fill) => fillOf(fill, parameters)),
  };
}

function fillOf(text: string, parameters: readonly string[]): Fill {
  const [name = '', size = ''] = text.split(': ');
  const parameter = parameters.indexOf(name);
  if (size === 'result') return { parameter, size };
  if (size.startsWith('*')) return { parameter, size: { behind: parameters.indexOf(size.slice(1)) } };
  return { parameter, size: Number(size) };
}

const byName = <T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.name, one]));

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
  system('int unlink(const char *pathname)', 'unlink(pathname)'),
  system('pid_t getpid(void)', 'getpid()'),
  system('pid_t getppid(void)', 'getppid()'),
]);

/** Functions of the C library, by their prototypes; server/engine/labc/library.ts holds what they do. */
export const libraryFunctions: ReadonlyMap<string, LibraryFunction> = byName(
  [
    'void *memset(void *s, int c, size_t n)',
    'void *memcpy(void *dest, const void *src, size_t n)',
    'void *memmove(void *dest, const void *src, size_t n)',
    'int memcmp(const void *s1, const void *s2, size_t n)',
    'void bzero(void *s, size_t n)',
    'size_t strlen(const char *s)',
    'char *strcpy(char *dest, const char *src)',
    'char *strncpy(char *dest, const char *src, size_t n)',
    'char *strcat(char *dest, const char *src)',
    'char *strncat(char *dest, const char *src, size_t n)',
    'int strcmp(const char *s1, const char *s2)',
    'int strncmp(const char *s1, const char *s2, size_t n)',
    'char *strchr(const char *s, int c)',
    'char *strstr(const char *haystack, const char *needle)',
    'char *strerror(int errnum)',
    'int atoi(const char *s)',
    'uint16_t htons(uint16_t hostshort)',
    'uint32_t htonl(uint32_t hostlong)',
    'uint16_t ntohs(uint16_t netshort)',
    'uint32_t ntohl(uint32_t netlong)',
    'in_addr_t inet_addr(const char *cp)',
    'int inet_pton(int af, const char *src, void *dst)',
    'const char *inet_ntop(int af, const void *src, char *dst, socklen_t size)',
    'char *inet_ntoa(struct in_addr in)',
    'int printf(const char *format, ...)',
    'int fprintf(FILE *stream, const char *format, ...)',
    'int snprintf(char *str, size_t size, const char *format, ...)',
    'int puts(const char *s)',
    'int fputs(const char *s, FILE *stream)',
    'int putchar(int c)',
    'void perror(const char *s)',
    'int fflush(FILE *stream)',
    'unsigned int sleep(unsigned int seconds)',
    'int usleep(unsigned int usec)',
    'void exit(int status)',
  ].map((prototype) => ({ kind: 'library' as const, name: nameOf(prototype), prototype })),
);

/** Structs of the headers, with the members and the order that Linux gives them on x86-64 (man pages ip(7), unix(7), socket(7)). */
export const structs = `
struct in_addr { in_addr_t s_addr; };
struct sockaddr { sa_family_t sa_family; char sa_data[14]; };
struct sockaddr_in { sa_family_t sin_family; in_port_t sin_port; struct in_addr sin_addr; unsigned char sin_zero[8]; };
struct sockaddr_un { sa_family_t sun_family; char sun_path[108]; };
struct sockaddr_storage { sa_family_t ss_family; char __ss_padding[118]; unsigned long __ss_align; };
struct timeval { time_t tv_sec; suseconds_t tv_usec; };
struct timespec { time_t tv_sec; long tv_nsec; };
struct linger { int l_onoff; int l_linger; };
`;

/** What people write that lab C does not have, and what to write instead. */
export const refusals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    malloc: 'declare an array, char buf[128], instead of asking malloc for memory',
    calloc: 'declare an array, int list[16] = {0}, instead of asking calloc for memory',
    realloc: 'declare an array that is large enough',
    free: 'there is no malloc here, so nothing is to be freed; remove the call',
    gets: 'gets cannot know how large its buffer is; read(0, buf, sizeof buf) can',
    scanf: 'a program in the lab has no keyboard; take the value from argv',
    fgets: 'a program in the lab has no keyboard; take the text from argv',
    getchar: 'a program in the lab has no keyboard; take the text from argv',
    fopen: 'the lab has no files but sockets; use a char array',
    open: 'the lab has no files but sockets; use a char array',
    system: 'a program in the lab cannot start others',
    sprintf: 'write snprintf(buf, sizeof buf, ...), which knows where the buffer ends',
    signal: 'signals cannot be caught in lab C yet; use MSG_NOSIGNAL in send to be spared SIGPIPE',
    sigaction: 'signals cannot be caught in lab C yet; use MSG_NOSIGNAL in send to be spared SIGPIPE',
    fork: 'processes are not in lab C yet; add a program to the lesson instead',
    pthread_create: 'threads are not in lab C; add a program to the lesson instead',
    gethostbyname: 'the lab has no name service; write the address, 10.0.0.1, and inet_pton',
    getaddrinfo: 'the lab has no name service; write the address, 10.0.0.1, and inet_pton',
    select: 'waiting for several sockets is not in lab C yet; wait in accept or recv',
    poll: 'waiting for several sockets is not in lab C yet; wait in accept or recv',
    epoll_create1: 'waiting for several sockets is not in lab C yet; wait in accept or recv',
    fcntl: 'write SOCK_NONBLOCK in socket or MSG_DONTWAIT in recv to not wait',
  }),
);
