#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <arpa/inet.h>
#include <linux/sockios.h>
#include <unistd.h>

typedef struct { int fd; char name[8]; } client_t;

int main(void)
{
  int s[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  struct iovec v[2] = {{"hello ", 6}, {"you", 3}};
  writev(s[0], v, 2);
  int waiting = 0;
  ioctl(s[1], FIONREAD, &waiting);
  char *a = malloc(4), *b = malloc(64);
  struct iovec in[2] = {{a, 4}, {b, 64}};
  ssize_t n = readv(s[1], in, 2);
  printf("%d %zd %.4s|%.*s\n", waiting, n, a, (int)n - 4, b);

  int on = 1;
  setsockopt(s[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  char room[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec one = {"fd", 2};
  struct msghdr m = {.msg_iov = &one, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
  struct cmsghdr *c = CMSG_FIRSTHDR(&m);
  c->cmsg_level = SOL_SOCKET;
  c->cmsg_type = SCM_RIGHTS;
  c->cmsg_len = CMSG_LEN(sizeof(int));
  *(int *)CMSG_DATA(c) = s[0];
  sendmsg(s[0], &m, 0);
  char got[200], data[16] = "";
  struct iovec to = {data, sizeof data};
  struct msghdr r = {.msg_iov = &to, .msg_iovlen = 1, .msg_control = got, .msg_controllen = sizeof got};
  n = recvmsg(s[1], &r, 0);
  printf("%zd %s %zu\n", n, data, r.msg_controllen);
  for (struct cmsghdr *h = CMSG_FIRSTHDR(&r); h != NULL; h = CMSG_NXTHDR(&r, h)) {
    if (h->cmsg_type == SCM_RIGHTS)
      printf("fd %d\n", *(int *)CMSG_DATA(h));
    else
      printf("pid %d\n", ((struct ucred *)CMSG_DATA(h))->pid == getpid());
  }

  int ep = epoll_create1(0);
  client_t *me = malloc(sizeof *me);
  me->fd = s[1];
  strcpy(me->name, "me");
  struct epoll_event e = {.events = EPOLLIN, .data.ptr = me}, events[4];
  epoll_ctl(ep, EPOLL_CTL_ADD, s[1], &e);
  printf("%d\n", epoll_wait(ep, events, 4, 0));
  send(s[0], "x", 1, 0);
  int count = epoll_wait(ep, events, 4, -1);
  client_t *who = events[0].data.ptr;
  printf("%d %s %d\n", count, who->name, who->fd == s[1]);

  fcntl(s[1], F_SETFL, fcntl(s[1], F_GETFL) | O_NONBLOCK);
  recv(s[1], data, 1, 0);
  if (recv(s[1], data, 1, 0) < 0 && errno == EAGAIN)
    perror("recv");
  struct pollfd p[2] = {{s[1], POLLIN, 0}, {s[0], POLLOUT, 0}};
  int readable = poll(p, 2, 100);
  printf("%d %d\n", readable, p[1].revents == POLLOUT);

  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  sigprocmask(SIG_BLOCK, &mask, NULL);
  int sfd = signalfd(-1, &mask, 0), tfd = timerfd_create(CLOCK_MONOTONIC, 0), efd = eventfd(2, 0);
  pid_t child = fork();
  if (child == 0)
    _exit(7);
  struct signalfd_siginfo info;
  n = read(sfd, &info, sizeof info);
  int status;
  waitpid(child, &status, 0);
  printf("%zd %u %d %d\n", n, info.ssi_signo, info.ssi_status, WEXITSTATUS(status));
  struct itimerspec t = {{0, 0}, {0, 50000000}};
  timerfd_settime(tfd, 0, &t, NULL);
  uint64_t times = 0;
  read(tfd, &times, sizeof times);
  eventfd_t value = 0;
  eventfd_read(efd, &value);
  printf("%lu %lu\n", times, value);

  child = fork();
  if (child == 0) {
    close(s[1]);
    close(s[0]);
    int q[2];
    pipe(q);
    close(q[0]);
    signal(SIGPIPE, SIG_IGN);
    if (write(q[1], "x", 1) < 0)
      perror("write");
    signal(SIGPIPE, SIG_DFL);
    write(q[1], "x", 1);
    _exit(1);
  }
  waitpid(child, &status, 0);
  printf("%d %d\n", WIFSIGNALED(status), WTERMSIG(status) == SIGPIPE);

  int six = socket(AF_INET6, SOCK_STREAM, 0);
  struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_port = htons(8000), .sin6_addr = IN6ADDR_ANY_INIT};
  bind(six, (struct sockaddr *)&any, sizeof any);
  listen(six, 1);
  struct sockaddr_storage name;
  socklen_t size = sizeof name;
  getsockname(six, (struct sockaddr *)&name, &size);
  struct sockaddr_un abstract = {.sun_family = AF_UNIX};
  memcpy(abstract.sun_path, "\0hidden", 7);
  int un = socket(AF_UNIX, SOCK_DGRAM, 0);
  bind(un, (struct sockaddr *)&abstract, offsetof(struct sockaddr_un, sun_path) + 7);
  b = realloc(b, 500000);
  memset(b, 'z', 500000);
  printf("%c %d\n", b[499999], size == sizeof any);
  free(b);
  free(a);
  free(me);
  return 0;
}
