import { describe, expect, test } from 'vitest';
import { machineOf } from './testing/run.ts';
import { glibcVersion, haveStrace, type RawCall, rawCalls } from './testing/strace.ts';

const headers = `#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <linux/sockios.h>
#include <unistd.h>
`;

/** Calls whose arguments are addresses that the kernel gave: these must agree to the last bit. */
const aboutMemory = new Set(['brk', 'mmap', 'munmap', 'mremap']);

/** A register as both forms must have it: an address of the program's own is only told as such, an int has 32 bits. */
const register = (call: string, value: number): number | string => {
  if (aboutMemory.has(call) && value > 0 && value !== 0xffffffff) return value;
  const isAddress = value >= 2 ** 32 && value < 2 ** 48;
  return isAddress || (value >= 0x500000 && value < 0x600000) ? 'address' : Number(BigInt.asUintN(32, BigInt(value)));
};

const told = ({ call, args }: RawCall): string => {
  // glibc's fork asks for the child's tid in its own memory (CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID); an actor has none.
  const shown = call === 'clone' ? [(args[0] ?? 0) & 0xff] : args;
  return `${call}(${shown.map((one) => register(call, one)).join(', ')})`;
};

/** The calls of the interpreted program, each answered as the kernel answered the compiled one. */
function replayed(text: string, answers: readonly RawCall[]): string[] {
  const machine = machineOf(text);
  const seen: string[] = [];
  for (const { call, args, result } of answers) {
    const stop = machine.run({ lines: false });
    if (stop.kind !== 'syscall') return [...seen, JSON.stringify(stop)];
    seen.push(told({ call: stop.call, args: stop.args.slice(0, args.length), result }));
    if (stop.call !== call) return seen;
    machine.resume(result);
  }
  const end = machine.run({ lines: false });
  return end.kind === 'exit' ? [...seen, `exit_group(${String(end.status)})`] : [...seen, JSON.stringify(end)];
}

const bodies: Readonly<Record<string, string>> = {
  'pipes, pairs and duplicates': `
    int p[2], s[2]; pipe(p); pipe2(p, O_NONBLOCK); socketpair(AF_UNIX, SOCK_STREAM, 0, s); dup(3); dup2(3, 20); dup3(3, 21, O_CLOEXEC);`,
  'select and pselect': `
    fd_set r, w; struct timeval tv = {0, 1500}; struct timespec ts = {0, 1000}; sigset_t none; sigemptyset(&none); int p[2]; pipe(p);
    FD_ZERO(&r); FD_ZERO(&w); FD_SET(3, &r); select(4, &r, NULL, NULL, &tv); FD_SET(4, &w); select(5, &r, &w, &r, NULL);
    tv.tv_usec = -1; select(5, &r, NULL, NULL, &tv);
    pselect(5, NULL, &w, NULL, &ts, NULL); pselect(5, NULL, &w, NULL, NULL, &none);`,
  'poll and ppoll': `
    int p[2]; pipe(p); struct pollfd f[2] = {{3, POLLIN, 0}, {4, POLLOUT, 0}}; struct timespec ts = {0, 1000}; sigset_t all; sigfillset(&all);
    poll(f, 2, -1); poll(f, 1, 0); ppoll(f, 2, &ts, NULL); ppoll(f, 2, NULL, &all);`,
  epoll: `
    int p[2]; pipe(p); struct epoll_event e = {EPOLLIN | EPOLLET, {.fd = 3}}, got[4]; epoll_create1(EPOLL_CLOEXEC); epoll_create(1);
    epoll_ctl(5, EPOLL_CTL_ADD, 3, &e); epoll_ctl(5, EPOLL_CTL_MOD, 3, &e); epoll_wait(5, got, 4, 0); epoll_pwait(5, got, 4, 0, NULL); epoll_ctl(5, EPOLL_CTL_DEL, 3, NULL);`,
  'fcntl and ioctl': `
    int s[2], n = 1; socketpair(AF_UNIX, SOCK_STREAM, 0, s); fcntl(3, F_SETFL, fcntl(3, F_GETFL, 0) | O_NONBLOCK); fcntl(3, F_SETFD, FD_CLOEXEC);
    ioctl(3, FIONREAD, &n); n = 1; ioctl(3, FIONBIO, &n); ioctl(3, SIOCOUTQ, &n); recv(3, &n, 4, 0);`,
  'vectors and messages': `
    int s[2]; socketpair(AF_UNIX, SOCK_STREAM, 0, s); struct iovec v[2] = {{"ab", 2}, {"c", 1}}; char a[2], b[8]; writev(3, v, 2);
    v[0].iov_base = a; v[0].iov_len = 2; v[1].iov_base = b; v[1].iov_len = 8; readv(4, v, 2);
    char control[CMSG_SPACE(sizeof(int))]; struct msghdr m; memset(&m, 0, sizeof m); m.msg_iov = v; m.msg_iovlen = 1; m.msg_control = control; m.msg_controllen = sizeof control;
    struct cmsghdr *c = CMSG_FIRSTHDR(&m); c->cmsg_level = SOL_SOCKET; c->cmsg_type = SCM_RIGHTS; c->cmsg_len = CMSG_LEN(sizeof(int)); *(int *)CMSG_DATA(c) = 1;
    sendmsg(3, &m, MSG_NOSIGNAL); recvmsg(4, &m, 0); sendfile(3, 4, NULL, 4); off_t at = 0; sendfile(3, 4, &at, 4);`,
  'things to wait on': `
    sigset_t m; sigemptyset(&m); sigaddset(&m, SIGUSR1); sigprocmask(SIG_BLOCK, &m, NULL); signalfd(-1, &m, SFD_NONBLOCK);
    eventfd_t v = 0; eventfd(3, EFD_NONBLOCK); eventfd_read(4, &v); eventfd_write(4, 1);
    struct itimerspec t = {{0, 0}, {1, 0}}; timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK); timerfd_settime(5, 0, &t, NULL); timerfd_gettime(5, &t);`,
  sleeping: `
    getppid(); sleep(0); usleep(1000); usleep(0); getppid();`,
  'signals and alarms': `
    signal(SIGPIPE, SIG_IGN); signal(SIGPIPE, SIG_DFL); kill(0x7ffffff0, SIGTERM); alarm(10); alarm(0); int p[2]; pipe(p); close(3); signal(SIGPIPE, SIG_IGN); write(4, "x", 1);`,
  'handlers, masks and waiting for signals': `
    struct sigaction a, b; memset(&a, 0, sizeof a); a.sa_handler = SIG_IGN; a.sa_flags = SA_RESTART | SA_RESETHAND | SA_NODEFER; sigemptyset(&a.sa_mask); sigaddset(&a.sa_mask, SIGALRM);
    sigaction(SIGUSR1, &a, &b); sigaction(SIGUSR1, NULL, &b); sigaction(SIGKILL, &b, NULL); raise(SIGUSR1); raise(77); int got;
    sigset_t m; sigemptyset(&m); sigaddset(&m, SIGUSR2); sigprocmask(SIG_BLOCK, &m, NULL); raise(SIGUSR2); sigpending(&m); sigwait(&m, &got);
    struct itimerval t = {{0, 0}, {1000, 5}}, u; setitimer(ITIMER_REAL, &t, NULL); setitimer(ITIMER_REAL, &t, &u); setitimer(9, &t, &u);`,
  'many messages': `
    int s[2]; socketpair(AF_UNIX, SOCK_DGRAM, 0, s); struct iovec v[2] = {{"ab", 2}, {"cde", 3}}; struct mmsghdr m[3]; memset(m, 0, sizeof m); char text[3][8];
    for (int i = 0; i < 2; i++) { m[i].msg_hdr.msg_iov = &v[i]; m[i].msg_hdr.msg_iovlen = 1; } sendmmsg(3, m, 2, MSG_NOSIGNAL);
    struct iovec w[3]; for (int i = 0; i < 3; i++) { w[i].iov_base = text[i]; w[i].iov_len = 8; m[i].msg_hdr.msg_iov = &w[i]; m[i].msg_hdr.msg_iovlen = 1; }
    struct timespec second = {1, 0}; recvmmsg(4, m, 3, MSG_DONTWAIT, NULL); recvmmsg(4, m, 1, MSG_DONTWAIT, &second); sendmmsg(-1, m, 1, 0);`,
  'children and waiting for them': `
    int status; pid_t child = fork(); if (child == 0) _exit(3); wait(&status); child = fork(); if (child == 0) _exit(4); waitpid(-1, &status, 0); waitpid(-1, NULL, WNOHANG); wait(NULL);`,
};

const inMain = (body: string): string => `${headers}\nint main(void)\n{\ngetppid();\n${body}\nreturn 5;\n}\n`;

describe.skipIf(!haveStrace)('the calls that strace sees a compiled program make, with the same arguments', () => {
  test.each(Object.entries(bodies))('%s', (_, body) => {
    const compiled = rawCalls(inMain(body));
    const calls = compiled.slice(0, -1);
    expect(replayed(inMain(body), calls)).toEqual(compiled.map(told));
    expect(calls.length).toBeGreaterThan(4);
  });
});

const blocks: Readonly<Record<string, string>> = {
  'a small block makes the heap, the next ones come from it': `char *a = malloc(16); strcpy(a, "text"); free(a); a = malloc(100); char *b = malloc(1000); free(b); free(a);`,
  '128 KiB at first still fit the heap': `free(malloc(131072));`,
  'a large block is mapped; freeing it raises the bound': `char *a = malloc(200000); free(a); a = malloc(200000); free(a); a = malloc(1 << 20); char *b = calloc(1, 1 << 20); free(b); free(a);`,
  'the heap grows and shrinks in order': `char *a[100]; for (int i = 0; i < 100; i++) a[i] = malloc(10000); for (int i = 0; i < 100; i++) free(a[i]); for (int i = 0; i < 100; i++) a[i] = malloc(10000);`,
  'and backwards': `char *a[100]; for (int i = 0; i < 100; i++) a[i] = malloc(10000); for (int i = 99; i >= 0; i--) free(a[i]);`,
  'many small ones': `char *a[500]; for (int i = 0; i < 500; i++) a[i] = malloc(40 + i); for (int i = 0; i < 500; i += 2) free(a[i]); for (int i = 0; i < 500; i += 2) a[i] = calloc(1, 30 + i); for (int i = 0; i < 500; i++) free(a[i]); malloc(60000); malloc(70000);`,
  'realloc moves, grows in place and remaps': `char *p = malloc(100000); p = realloc(p, 120000); p = realloc(p, 140000); p = realloc(p, 300000); p = realloc(p, 10); free(p); p = realloc(NULL, 50); p = realloc(p, 5000); p = realloc(p, 20); p = realloc(p, 0);`,
  'four of nearly 128 KiB': `for (int i = 0; i < 4; i++) malloc(130000); free(malloc(131073)); free(malloc(131072)); free(malloc(140000));`,
};

// tcache_perthread_struct, and with it the heap's first piece, is as in glibc 2.30 to 2.41; calls of getrandom as from 2.36.
const version = haveStrace ? glibcVersion() : null;
const asModelled = version !== null && version >= 236 && version <= 241;

describe.skipIf(!asModelled)('malloc asks the kernel for what glibc asks for, at the same addresses', () => {
  test.each(Object.entries(blocks))('%s', (_, body) => {
    const compiled = rawCalls(inMain(body));
    expect(replayed(inMain(body), compiled.slice(0, -1))).toEqual(compiled.map(told));
    expect(compiled.map((one) => one.call)).toContain('brk');
  });
});
