import { byName, nameOf } from './prototypes.ts';

/** A function of the C library that needs no kernel, or (printf, perror, sleep, select, malloc) more than handing its arguments on. */
export interface LibraryFunction {
  readonly kind: 'library';
  readonly name: string;
  readonly prototype: string;
}

/**
 * Functions of the C library, by their prototypes; server/engine/labc/library*.ts hold what they do. Macros of the headers
 * that look like functions (FD_SET, WIFEXITED, CMSG_DATA) are functions here: their arguments are checked as such.
 */
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
    'void FD_ZERO(fd_set *set)',
    'void FD_SET(int fd, fd_set *set)',
    'void FD_CLR(int fd, fd_set *set)',
    'int FD_ISSET(int fd, const fd_set *set)',
    'int select(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, struct timeval *timeout)',
    'int pselect(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, const struct timespec *timeout, const sigset_t *sigmask)',
    'int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout, const sigset_t *sigmask)',
    'void exit(int status)',
    'void _exit(int status)',
    'int WIFEXITED(int wstatus)',
    'int WEXITSTATUS(int wstatus)',
    'int WIFSIGNALED(int wstatus)',
    'int WTERMSIG(int wstatus)',
    'int WIFSTOPPED(int wstatus)',
    'int WSTOPSIG(int wstatus)',
    'sighandler_t signal(int signum, sighandler_t handler)',
    'int sigemptyset(sigset_t *set)',
    'int sigfillset(sigset_t *set)',
    'int sigaddset(sigset_t *set, int signum)',
    'int sigdelset(sigset_t *set, int signum)',
    'int sigismember(const sigset_t *set, int signum)',
    'int eventfd_read(int fd, eventfd_t *value)',
    'int eventfd_write(int fd, eventfd_t value)',
    'struct cmsghdr *CMSG_FIRSTHDR(const struct msghdr *msgh)',
    'struct cmsghdr *CMSG_NXTHDR(const struct msghdr *msgh, const struct cmsghdr *cmsg)',
    'unsigned char *CMSG_DATA(const struct cmsghdr *cmsg)',
    'size_t CMSG_LEN(size_t length)',
    'size_t CMSG_SPACE(size_t length)',
    'void *malloc(size_t size)',
    'void *calloc(size_t n, size_t size)',
    'void *realloc(void *ptr, size_t size)',
    'void free(void *ptr)',
  ].map((prototype) => ({ kind: 'library' as const, name: nameOf(prototype), prototype })),
);
