import { describe, expect, test } from 'vitest';
import { haveCompiler, runCompiled } from './testing/compiler.ts';
import { runInterpreted } from './testing/run.ts';

const headers = `#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
`;

/** Bodies of main, and what stands before it, by what they try. */
const programs: Readonly<Record<string, readonly [main: string, before?: string]>> = {
  'loops with break and continue': [
    `int sum = 0; for (int i = 0; i < 20; i++) { if (i % 3 == 0) continue; if (i > 15) break; sum += i; }
     int k = 5; while (k-- > 0) sum += k; do sum++; while (sum < 100); printf("%d %d\\n", sum, k);`,
  ],
  'nested loops share their variables': [
    `for (int i = 0; i < 3; i++) for (int j = 0, k = 9; j < i; j++, k--) { int i = j * 10; printf("%d %d ", i, k); } printf("\\n");`,
  ],
  'continue in while and do looks at the condition again': [
    `int i = 0, n = 0; while (i < 10) { i++; if (i % 2) continue; n += i; } do { n--; if (n > 20) continue; n -= 2; } while (n > 5); printf("%d %d\\n", i, n);`,
  ],
  'members lie where the ABI puts them': [
    `struct mixed m; char *at = (char *)&m; printf("%ld %ld %ld %ld %zu\\n", (char *)&m.b - at, (char *)&m.c - at, (char *)&m.d - at, (char *)m.e - at, sizeof m);`,
    `struct inner { char x; short y; }; struct mixed { char a; long b; char c; struct inner d; char e[3]; };`,
  ],
  'switch falls through': [
    `for (int i = -1; i < 6; i++) { switch (i) { case 0: printf("zero "); break; case 1: case 2: printf("few ");
     case 3: printf("three "); break; default: printf("many "); case 'x': printf("x "); } } printf("\\n");`,
  ],
  'continue inside a switch goes on with the loop': [
    `for (int i = 0; i < 4; i++) { switch (i) { case 1: continue; case 2: break; default: printf("d"); } printf("%d ", i); } puts("");`,
  ],
  recursion: [
    `printf("%d %d %lu\\n", fib(15), even(10), hanoi(9, 1, 3));`,
    `int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
     static int odd(int n);
     static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
     static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
     unsigned long hanoi(int n, int from, int to) { if (n == 0) return 0; int other = 6 - from - to; return hanoi(n - 1, from, other) + 1 + hanoi(n - 1, other, to); }`,
  ],
  'pointers to functions': [
    `int (*operate)(int, int) = plus; printf("%d ", operate(3, 4)); operate = &times; printf("%d ", (*operate)(3, 4));
     for (int i = 0; i < 3; i++) printf("%d ", table[i].work(i, 10)); printf("%d ", apply(times, 6, 7)); binary chosen = choose(1);
     printf("%d %d %d ", chosen == plus, chosen == times, chosen(2, 5)); void (*none)(int) = NULL; if (!none) printf("%zu ", sizeof none);
     struct entry own = { .name = "own", .work = plus }; struct entry *at = &own; printf("%d %s ", at->work(1, 1), at->name);
     binary pair[2] = { minus, plus }; printf("%d %d ", pair[0](9, 4), (pair[1] == plus ? pair[0] : times)(5, 3)); done(); puts("");`,
    `typedef int (*binary)(int, int);
     static int plus(int a, int b) { return a + b; }
     static int minus(int a, int b) { return a - b; }
     static int times(int a, int b) { return a * b; }
     struct entry { const char *name; int (*work)(int a, int b); };
     static struct entry table[] = { { "plus", plus }, { "minus", minus }, { .name = "times", .work = &times } };
     static int apply(int work(int, int), int a, int b) { return work(a, b); }
     static binary choose(int which) { return which ? times : plus; }
     static void over(void) { printf("over"); }
     static void (*const done)(void) = over;
     static volatile int kept; volatile int *volatile seen = &kept;`,
  ],
  'arrays, pointers and their arithmetic': [
    `int a[5] = {1, 2, [3] = 7}; int *p = a, *end = a + 5, m[2][3] = {{1, 2, 3}, {4, 5, 6}}; int (*row)[3] = m; long d = end - p;
     *p++ += 10; p += 2; printf("%d %d %d %ld %d %d\\n", a[0], *p, p[-1], d, 2[a], (int)(p > a));
     printf("%d %d %d %zu %zu\\n", m[1][2], row[1][0], *(*m + 1), sizeof m, sizeof m[0]);
     for (int *q = a; q != end; q++) printf("%d ", *q); printf("%d\\n", &a[4] == end - 1);`,
  ],
  'strings and characters': [
    `char s[] = "hello", t[16] = "ab", *u = "wor" "ld"; s[0] -= 32; s[4] = '\\0'; strcat(t, u);
     printf("%s %s %zu %zu %zu %c %d %d\\n", s, t, sizeof s, strlen(t), sizeof "abc", *u, u[2], '\\n' + '\\x41' + '\\101');
     char c = 200; unsigned char uc = 200; printf("%d %d %d\\n", c, uc, c == uc);`,
  ],
  'the string library': [
    `char b[32]; memset(b, '-', sizeof b); b[31] = 0; strncpy(b, "abc", 6); printf("%s|%d|%c\\n", b, b[5], b[6]);
     printf("%d %d %d ", strcmp("a", "b") < 0, strcmp("b", "a") > 0, strcmp("x", "x")); printf("%d %d\\n", strncmp("abcd", "abxx", 2), memcmp("a\\0b", "a\\0c", 3) < 0);
     memcpy(b, "0123456789", 11); memmove(b + 2, b, 5); printf("%s %s %d\\n", b, strchr(b, '5'), strchr(b, 'q') == NULL);
     strncat(b, "xyzuvw", 3); printf("%s %s %d %d %d\\n", b, strstr(b, "89"), atoi("  -42x"), atoi("z"), atoi("2147483647"));
     bzero(b, 4); printf("%zu\\n", strlen(b));`,
  ],
  'printf in all its forms': [
    `int n = 0; long l = -5000000000; unsigned long ul = 18446744073709551615ul;
     printf("%5d|%-5d|%05d|%+d|% d|%.3d|%x|%X|%#x|%o|%u\\n", 42, 42, -42, 42, 42, 7, 255, 255, 255, 8, -1);
     printf("%ld|%lu|%lx|%zd|%hd|%hhd|%10ld|%-12ld|\\n", l, ul, ul, (ssize_t)-1, 70000, 300, l, l);
     printf("%s|%10s|%-10s|%.2s|%.*s|%*d|%-*d|%c%c%%\\n", "text", "right", "left", "cut", 3, "abcdef", 6, 1, 4, 2, 'o', 'k');
     n = printf("%d\\n", 12345); printf("%d %p\\n", n, (void *)0); puts("line"); putchar('!'); putchar('\\n'); fputs("out\\n", stdout); fprintf(stdout, "f%d\\n", 1);`,
  ],
  snprintf: [
    `char b[8]; int n = snprintf(b, sizeof b, "%s-%d", "abcdef", 99); printf("%s %d\\n", b, n); n = snprintf(b, 1, "xyz"); printf("[%s] %d\\n", b, n);`,
  ],
  'structs: copies, members, pointers': [
    `struct point a = {3, "pt", {7, 8}}, b = {.name = "b"}, *p = &a; b.inner = a.inner; b.x = p->x + (*p).inner.v; p = &b;
     printf("%d %s %d %ld %d\\n", p->x, p->name, p->inner.u, p->inner.v, sum(b, 5)); struct point c = b; c.x = 99; printf("%d %d\\n", b.x, c.x);
     struct point all[2] = {{1, "one", {0}}, {.x = 2}}; all[1] = all[0]; printf("%s %zu %zu\\n", all[1].name, sizeof all, sizeof(struct point));`,
    `struct pair { char u; long v; }; struct point { int x; char name[5]; struct pair inner; };
     int sum(struct point p, int by) { p.x += by; return p.x; }`,
  ],
  'sizes of types': [
    `printf("%zu %zu %zu %zu %zu %zu %zu\\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long), sizeof(char *), sizeof(size_t), sizeof(socklen_t));
     int a[3]; printf("%zu %zu %zu %zu %zu\\n", sizeof a, sizeof a[0], sizeof(int[4]), sizeof(char *[4]), sizeof(1 ? 'c' : 2L));`,
  ],
  'layouts of the address structs': [
    `struct sockaddr_in in; struct sockaddr_un un; struct sockaddr_storage st; struct linger li; struct timeval tv;
     printf("%zu %zu %zu %zu %zu %zu %zu\\n", sizeof(struct sockaddr), sizeof in, sizeof un, sizeof st, sizeof li, sizeof tv, sizeof(struct timespec));
     printf("%ld %ld %ld %ld %ld\\n", (char *)&in.sin_port - (char *)&in, (char *)&in.sin_addr - (char *)&in, (char *)in.sin_zero - (char *)&in, (char *)un.sun_path - (char *)&un, (char *)&tv.tv_usec - (char *)&tv);
     printf("%zu %zu %zu\\n", sizeof in.sin_port, sizeof in.sin_addr.s_addr, sizeof un.sun_path);`,
  ],
  'bytes of an address': [
    `struct sockaddr_in a = {0}; a.sin_family = AF_INET; a.sin_port = htons(7000); a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
     unsigned char *b = (unsigned char *)&a; for (size_t i = 0; i < sizeof a; i++) printf("%02x", b[i]); printf(" %u %s\\n", ntohs(a.sin_port), inet_ntoa(a.sin_addr));
     struct sockaddr_in c = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x0a000001), .sin_port = htons(80)}; printf("%s %d %x\\n", inet_ntoa(c.sin_addr), ntohs(c.sin_port), ntohl(c.sin_addr.s_addr));`,
  ],
  'internet addresses as text': [
    `const char *list[] = {"10.0.0.1", "127.1", "0x7f.1", "010.0.0.1", "256.1.1.1", "1.2.3", "nonsense", "1.2.3.4.5", "", "4294967295", "1.2.3.04"};
     for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) { struct in_addr a = {0}; int ok = inet_pton(AF_INET, list[i], &a); printf("%s: %d %x %x\\n", list[i], ok, a.s_addr, inet_addr(list[i])); }
     char text[INET_ADDRSTRLEN]; struct in_addr one = {htonl(0xc0a80102)}; printf("%s ", inet_ntop(AF_INET, &one, text, sizeof text)); printf("%d ", inet_ntop(AF_INET, &one, text, 5) == NULL); printf("%d\\n", errno == ENOSPC);`,
  ],
  'errors as text': [
    `errno = ECONNREFUSED; printf("%s|%s|%d\\n", strerror(errno), strerror(EAGAIN), EAGAIN == EWOULDBLOCK);`,
  ],
  'globals and statics': [
    `printf("%d ", next()); printf("%d ", next()); printf("%d %s %s %d\\n", next(), text, *words, other[1]); printf("%d %zu %d\\n", *where, sizeof table, table[4]);`,
    `int counter = 10, table[] = {1, 2, 3, 4, 5}; static char text[] = "global"; int *where = &table[3]; const char *words[] = {"first", "second"}; int other[3] = {[1] = 2 * 21};
     int next(void) { static int calls = 3; calls++; return counter++ + calls; }`,
  ],
  'conditions leave the right side alone': [
    `int calls = 0; int *p = NULL; if (p && *p) calls++; if (!p || *p) calls += 2; int r = (calls == 2) ? 5 : 1 / calls; bool b = 42; b = b && p == NULL; printf("%d %d %d\\n", calls, r, b);`,
  ],
  'the comma and assignments as values': [
    `int a, b, c; a = b = c = 4; a += b -= 1, c++; printf("%d %d %d %d\\n", a, b, c, (a, b + c));`,
  ],
  'a macro is text': [
    `printf("%d %d %s\\n", SUM * 2, TWICE, GREETING " you"); int size[LENGTH]; printf("%zu\\n", sizeof size / sizeof *size);`,
    `#define SUM 1 + 2\n#define TWICE (SUM + SUM)\n#define GREETING "hello"\n#define LENGTH (TWICE * \\\n 2)\n`,
  ],
  'pointers to pointers': [
    `char *a = "a", *b = "b", **p = &a; *p = b; swap(&a, &b); printf("%s %s %d\\n", a, b, p == &a);`,
    `void swap(char **x, char **y) { char *t = *x; *x = *y; *y = t; }`,
  ],
  'what main is given': [`printf("%d %d\\n", argc, argv[argc] == NULL);`],
  'a char pointer walks over a long': [
    `long v = 0x1122334455667788; unsigned char *p = (unsigned char *)&v; for (int i = 0; i < 8; i++) printf("%x ", p[i]); *(short *)p = 0; printf("%lx\\n", v);`,
  ],
  'types of the program itself': [
    `client_t c = {3, "me", NULL}, list[2] = {{0}}, *p = &c; c.next = &list[1]; list[1].fd = 9; fd_type f = c.fd; names words = {"a", "b"};
     printf("%d %d %s %d %zu %zu %s\\n", f, p->next->fd, p->name, (int)sizeof(names), sizeof c, sizeof(client_t *), words[1]);
     struct node n = {.value = 4, .next = NULL}; node_t *np = &n; printf("%d %d\\n", np->value, np->next == NULL);`,
    `typedef int fd_type; typedef struct client { fd_type fd; char name[6]; struct client *next; } client_t; typedef const char *names[2];
     typedef struct node node_t; struct node { int value; node_t *next; };`,
  ],
  enums: [
    `enum state s = BUSY; level l = LOW; s++; printf("%d %d %d %zu %d %d %d\\n", s, l, GONE, sizeof s, s == GONE, (enum state)1 > -1, l < 0);
     switch (s) { case IDLE: puts("idle"); break; case GONE: puts("gone"); break; default: puts("?"); } int table[GONE]; printf("%zu\\n", sizeof table / sizeof table[0]);`,
    `enum state { IDLE, BUSY = 6, GONE }; typedef enum { LOW = -1, HIGH = LOW + 5, } level;`,
  ],
  unions: [
    `union both b = {0x11223344}; printf("%x %zu %zu\\n", b.bytes[0], sizeof b, sizeof(struct tagged)); b.bytes[1] = 0xff; printf("%x\\n", b.word);
     struct tagged t = {.kind = 1, .number = 7}, u = {2, {5}, 9}; t.bytes[3] = 1; printf("%d %x %d %d\\n", t.kind, t.number, u.number, u.last); struct tagged *p = &t; p->number = 3; printf("%d\\n", t.bytes[0]);`,
    `union both { unsigned word; unsigned char bytes[8]; }; struct tagged { int kind; union { unsigned number; unsigned char bytes[4]; }; short last; };`,
  ],
  "layouts of the headers' structs": [
    `printf("%zu %zu %zu %zu %zu %zu %zu %zu\\n", sizeof(fd_set), sizeof(sigset_t), sizeof(struct pollfd), sizeof(struct epoll_event), sizeof(epoll_data_t), sizeof(struct iovec), sizeof(struct msghdr), sizeof(struct cmsghdr));
     printf("%zu %zu %zu %zu %zu %zu\\n", sizeof(struct sockaddr_in6), sizeof(struct in6_addr), sizeof(struct itimerspec), sizeof(struct signalfd_siginfo), sizeof(struct ucred), sizeof(struct ip_mreq));
     printf("%zu %zu %zu %zu %zu %zu\\n", offsetof(struct epoll_event, data), offsetof(struct msghdr, msg_control), offsetof(struct msghdr, msg_flags), offsetof(struct sockaddr_un, sun_path), offsetof(struct sockaddr_in6, sin6_addr), offsetof(struct sockaddr_in6, sin6_scope_id));
     printf("%zu %zu %zu %zu\\n", offsetof(struct pollfd, revents), offsetof(struct signalfd_siginfo, ssi_status), offsetof(struct signalfd_siginfo, ssi_addr), offsetof(struct itimerspec, it_value.tv_nsec));`,
  ],
  'fd sets': [
    `fd_set a, b; FD_ZERO(&a); FD_SET(3, &a); FD_SET(64, &a); FD_SET(1023, &a); b = a; FD_CLR(64, &a);
     for (int fd = 0; fd < FD_SETSIZE; fd++) if (FD_ISSET(fd, &a) || FD_ISSET(fd, &b)) printf("%d %d %d, ", fd, FD_ISSET(fd, &a) != 0, FD_ISSET(fd, &b) != 0);
     unsigned char *raw = (unsigned char *)&b; printf("%x %x %x\\n", raw[0], raw[8], raw[127]);`,
  ],
  'signal sets': [
    `sigset_t s, all; sigemptyset(&s); sigaddset(&s, SIGPIPE); sigaddset(&s, SIGCHLD); sigdelset(&s, SIGPIPE); sigfillset(&all);
     printf("%d %d %d %d ", sigismember(&s, SIGPIPE), sigismember(&s, SIGCHLD), sigismember(&all, SIGUSR2), sigaddset(&s, 65)); printf("%d\\n", errno == EINVAL);`,
  ],
  "what a child's status says": [
    `int list[] = {0, 0x300, 0xff00, 9, 0x8b, 0x137f}; for (int i = 0; i < 6; i++) { int s = list[i];
     printf("%d %d %d %d %d %d|", WIFEXITED(s), WEXITSTATUS(s), WIFSIGNALED(s) != 0, WTERMSIG(s), WIFSTOPPED(s), WSTOPSIG(s)); } puts("");`,
  ],
  'control messages': [
    `char room[CMSG_SPACE(2 * sizeof(int)) + CMSG_SPACE(sizeof(struct ucred))]; memset(room, 0, sizeof room); struct msghdr m = {.msg_control = room, .msg_controllen = sizeof room};
     struct cmsghdr *c = CMSG_FIRSTHDR(&m); c->cmsg_len = CMSG_LEN(2 * sizeof(int)); c->cmsg_type = SCM_RIGHTS; int fds[2] = {5, 6}; memcpy(CMSG_DATA(c), fds, sizeof fds);
     printf("%zu %zu %zu %ld ", sizeof room, CMSG_LEN(1), CMSG_SPACE(9), (long)((char *)CMSG_DATA(c) - room)); struct cmsghdr *d = CMSG_NXTHDR(&m, c); printf("%ld ", (long)((char *)d - room));
     d->cmsg_len = CMSG_LEN(sizeof(struct ucred)); printf("%d ", CMSG_NXTHDR(&m, d) == NULL); m.msg_controllen = 8; printf("%d %d\\n", CMSG_FIRSTHDR(&m) == NULL, ((int *)CMSG_DATA(c))[1]);`,
  ],
  'IPv6 addresses as text': [
    `const char *list[] = {"::", "::1", "fd00::1", "2001:db8:0:0:1:0:0:1", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1", "::10.0.0.1", "1::", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:1.2.3.4", "1::2::3", "12345::", "1:2:3:4:5:6:7", ":1", "1:2:3:4:5:6:7:8:9", "g::", "", "::1.2.3", "0:0:0:0:0:0:0:0", "1:0:0:2:0:0:0:3", "::1:2:3:4:5:6:7"};
     for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) { struct in6_addr a; memset(&a, 7, sizeof a); char text[INET6_ADDRSTRLEN]; int ok = inet_pton(AF_INET6, list[i], &a);
     printf("%s: %d %02x%02x %s\\n", list[i], ok, a.s6_addr[0], a.s6_addr[15], inet_ntop(AF_INET6, &a, text, sizeof text)); }
     struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_port = htons(80), .sin6_addr = IN6ADDR_ANY_INIT}; struct in6_addr l = IN6ADDR_LOOPBACK_INIT; any.sin6_addr = in6addr_loopback;
     printf("%d %d %d\\n", memcmp(&any.sin6_addr, &l, 16), memcmp(&any.sin6_addr, &in6addr_any, 16) != 0, any.sin6_addr.s6_addr[15]);`,
  ],
  'macros of control messages are constants': [
    `char here[CMSG_LEN(3)]; printf("%zu %zu\\n", sizeof room, sizeof here);`,
    `static char room[CMSG_SPACE(4)];`,
  ],
  'a variable is in scope in its own first value': [
    `int *p = malloc(sizeof *p); int a[2] = {sizeof a, 0}, n = sizeof n; printf("%zu %d %d\\n", sizeof *p, a[0], n); char *q = (char *)&q; printf("%d %d\\n", q == (char *)&q, own == &own);`,
    `static void *own = &own;`,
  ],
  'malloc gives blocks, and freed ones again': [
    `char *a = malloc(24), *b = malloc(25), *c = malloc(1000), *d = malloc(2000), *e = malloc(10); long ab = b - a, bc = c - b, cd = d - c; free(a); free(b); char *f = malloc(20), *g = malloc(40); long fa = f - a, gb = g - b;
     free(c); free(d); char *h = malloc(990), *i = malloc(1500), *j = malloc(100); long hc = h - c, id = i - d, jd = j - d; int *z = calloc(4, sizeof(int)); strcpy(e, "keep"); e = realloc(e, 3000); int zero = z[0] + z[3]; long ez = e - (char *)z;
     void *nothing = realloc(NULL, 0); free(NULL);
     printf("%ld %ld %ld %ld %ld %ld %ld %ld %d %s %ld %d\\n", ab, bc, cd, fa, gb, hc, id, jd, zero, e, ez, nothing != NULL);`,
  ],
  'large blocks hold what is written there': [
    `char *big = malloc(300000); memset(big, 'b', 300000); big = realloc(big, 600000); big[599999] = 'e'; char *two = calloc(1000, 1000); int sum = 0; for (int i = 0; i < 1000000; i += 997) sum += two[i];
     struct link *first = NULL; for (int i = 0; i < 50; i++) { struct link *one = malloc(sizeof *one); one->value = i; one->next = first; first = one; } for (struct link *at = first; at; at = at->next) sum += at->value;
     while (first) { struct link *next = first->next; free(first); first = next; }
     printf("%c %c %d\\n", big[299999], big[599999], sum); free(big); free(two);`,
    `struct link { int value; struct link *next; };`,
  ],
  'goto: out of loops, backwards, into a block': [
    `int n = 0, tries = 0; for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) { n++; if (i * j == 6) goto found; } puts("never");
     found: printf("%d\\n", n);
     again: tries++; if (tries < 3) goto again; goto inside; if (tries) { puts("not here"); inside: puts("inside"); tries = 9; }
     out: printf("%d %d %d\\n", tries, cleanup(0), cleanup(1)); int out = 5; printf("%d\\n", out); goto end; end:;`,
    `static int cleanup(int fail) { int done = 0; if (fail) goto out; done = 10; switch (done) { case 10: goto more; default: break; } out: return done + 1; more: done += 5; goto out; }`,
  ],
  'sizeof begins a statement': [`int a = 3; sizeof a; sizeof(int); sizeof a + a++; printf("%d\\n", a);`],
  'a text goes on in the next line': [`puts("one \\\n  two"); puts("a" "b\\\n\\\nc");`],
  'looking through a text': [
    `char line[] = "GET /index.html HTTP/1.1\\r\\n", *cut = strpbrk(line, "\\r\\n"); printf("%zu %zu %s ", strcspn(line, " "), strspn(line, "GET"), strrchr("a/b/c", '/'));
     line[strcspn(line, "\\r\\n")] = 0; printf("%ld %s %d %d\\n", (long)(cut - line), line, strrchr(line, 'q') == NULL, strpbrk(line, "?") == NULL);
     char *b = memchr(line, '/', 5); printf("%s %d %zu %zu ", b, memchr(line, 'H', 5) == NULL, strnlen("abc", 2), strnlen("abc", 9));
     printf("%d %d %d %d\\n", strcasecmp("Host", "hOST"), strncasecmp("Hosts", "hostX", 4), strcasecmp("a", "B") < 0, strcasecmp("_", "a") < 0);`,
  ],
  'numbers in a text': [
    `const char *list[] = {"42x", "  -7", "+0x1F", "010", "0x", "zz", "", "9223372036854775807", "9223372036854775808", "-99999999999999999999", "18446744073709551615", "-1", "z"};
     int bases[] = {10, 0, 16, 36, 8, 1, 37}; for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) for (size_t k = 0; k < 7; k++) { char *end = NULL, *also = NULL; errno = 0; long v = strtol(list[i], &end, bases[k]); int e = errno; errno = 0;
     unsigned long u = strtoul(list[i], &also, bases[k]); printf("%ld %d %d %lu %d %d,", v, e == ERANGE, end ? (int)(end - list[i]) : -1, u, errno == ERANGE, also ? (int)(also - list[i]) : -1); }
     printf("\\n%ld %d %d %ld %d\\n", atol("-5000000000"), atoi("4294967297"), abs(-3), labs(-5000000000), abs(4));`,
  ],
  'kinds of characters': [
    `for (int c = -1; c < 256; c++) { int k = !!isalpha(c) + 2 * !!isdigit(c) + 4 * !!isalnum(c) + 8 * !!isxdigit(c) + 16 * !!isspace(c) + 32 * !!isblank(c) + 64 * !!isupper(c) + 128 * !!islower(c) + 256 * !!ispunct(c) + 512 * !!isprint(c) + 1024 * !!isgraph(c) + 2048 * !!iscntrl(c);
     printf("%d %d %d,", k, toupper(c), tolower(c)); } puts("");`,
  ],
  'the greatest and the least': [
    `printf("%ld %ld %lu %d %d %u %d %d %d\\n", LONG_MAX, LONG_MIN, ULONG_MAX, INT_MAX, INT_MIN, UINT_MAX, CHAR_MAX, SHRT_MIN, BUFSIZ);
     printf("%d %d %u %ld %lu %zu %d\\n", INT8_MIN, INT16_MAX, UINT32_MAX, INT64_MIN, UINT64_MAX, SIZE_MAX, (int)sizeof(LLONG_MAX));
     uint32_t a = 7; int64_t b = -8; uint16_t c = 9; printf("%" PRIu32 " %" PRId64 " %04" PRIx16 "|%" PRIu64 "\\n", a, b, c, UINT64_MAX);`,
  ],
  'stdio to a descriptor, and a character at a time': [
    `int n = dprintf(1, "%s %d\\n", "to one", 1); printf("%d %d ", n, fputc('A', stdout)); n = putc(0x142, stdout); printf("%d ", n); n = putc('\\n', stdout); printf("%d\\n", n);`,
  ],
  'a short array for its text has no NUL': [`char s[3] = "abc"; printf("%.3s %zu %d\\n", s, sizeof s, s[2] == 'c');`],
};

describe.skipIf(!haveCompiler)('whole programs write what compiled ones write (needs cc)', () => {
  test.each(Object.entries(programs))('%s', (_, [main, before = '']) => {
    const text = `${headers}${before}\nint main(int argc, char *argv[])\n{\n(void)argc; (void)argv;\n${main}\nreturn 0;\n}\n`;
    const ours = runInterpreted(text);
    expect(ours.end).toMatchObject({ kind: 'exit', status: 0 });
    expect(ours.output).toBe(runCompiled(text));
    expect(ours.output).not.toBe('');
  });
});
