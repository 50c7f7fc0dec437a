/*
 * Makes every system call of shared/abi's table with arguments that show what a decoder can do, and leaves results
 * that do not depend on the machine. Calls are made by number where glibc would make another one.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *const nowhere = (char *)16;

static struct sockaddr_in inet4(const char *host, int port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &addr.sin_addr);
    return addr;
}

/* Names, listening, connecting: one of each family. */
static void sockets(void)
{
    struct sockaddr_in any = inet4("0.0.0.0", 7000), here = inet4("127.0.0.1", 7000), from;
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(7001), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct sockaddr_in6 scoped = {.sin6_family = AF_INET6, .sin6_port = htons(9), .sin6_flowinfo = htonl(0x12345), .sin6_scope_id = 1};
    struct sockaddr_un path = {.sun_family = AF_UNIX, .sun_path = "every.sock"};
    struct sockaddr_un abstract = {.sun_family = AF_UNIX, .sun_path = "\0every"}, un;
    char buf[64];
    socklen_t len;

    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int c = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    bind(s, (struct sockaddr *)&any, sizeof any);
    bind(s, (struct sockaddr *)&any, 3);
    bind(s, (struct sockaddr *)nowhere, sizeof any);
    bind(99, NULL, 0);
    connect(c, (struct sockaddr *)&here, sizeof here);
    listen(s, 5);
    close(c);
    c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | 0x40000, 0);
    c = socket(AF_INET, SOCK_STREAM, 0);
    connect(c, (struct sockaddr *)&here, sizeof here);
    len = sizeof from;
    int d = accept(s, NULL, NULL);
    int e = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connect(e, (struct sockaddr *)&here, sizeof here);
    struct sockaddr_in cut;
    len = 8;
    int f = accept4(s, (struct sockaddr *)&cut, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
    len = sizeof from;
    getsockname(d, (struct sockaddr *)&from, &len);
    len = 100;
    getpeername(c, (struct sockaddr *)&from, &len);
    getpeername(s, (struct sockaddr *)&from, &len);
    getsockname(d, (struct sockaddr *)nowhere, &len);
    getsockname(d, (struct sockaddr *)&from, (socklen_t *)nowhere);
    accept4(s, NULL, NULL, 0x7);
    send(c, "hello", 5, MSG_NOSIGNAL | MSG_DONTWAIT);
    sendto(c, "a longer text that strace cuts off somewhere", 44, 0, NULL, 0);
    recv(d, buf, 5, MSG_PEEK | MSG_WAITALL);
    recv(d, buf, sizeof buf, 0);
    recv(d, buf, sizeof buf, MSG_DONTWAIT | MSG_OOB);
    recv(d, nowhere, sizeof buf, MSG_DONTWAIT);
    send(c, nowhere, 8, 0);
    send(c, NULL, 8, 0);
    send(c, "", 0, MSG_MORE | MSG_ZEROCOPY);
    shutdown(c, SHUT_WR);
    shutdown(c, SHUT_RDWR);
    shutdown(c, 7);
    read(d, buf, 10);
    close(d), close(c), close(e), close(f), close(s);

    s = socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
    c = socket(AF_INET6, SOCK_DGRAM, 0);
    bind(s, (struct sockaddr *)&six, sizeof six);
    sendto(c, "six", 3, 0, (struct sockaddr *)&six, sizeof six);
    sendto(c, "six", 3, 0, (struct sockaddr *)&six, 28);
    connect(c, (struct sockaddr *)&scoped, sizeof scoped);
    len = sizeof scoped;
    recvfrom(s, buf, sizeof buf, 0, (struct sockaddr *)&scoped, &len);
    recvfrom(s, buf, 2, MSG_TRUNC, NULL, NULL);
    close(s), close(c);

    s = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    bind(s, (struct sockaddr *)&path, sizeof path);
    bind(s, (struct sockaddr *)&path, sizeof path);
    listen(s, 1);
    c = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    connect(c, (struct sockaddr *)&path, offsetof(struct sockaddr_un, sun_path) + 11);
    len = sizeof un;
    d = accept(s, (struct sockaddr *)&un, &len);
    len = sizeof un;
    getpeername(c, (struct sockaddr *)&un, &len);
    close(s), close(c), close(d);
    unlink("every.sock");
    unlink("every.sock");
    unlink(nowhere);
    unlinkat(AT_FDCWD, "nothing", AT_REMOVEDIR);
    s = socket(AF_UNIX, SOCK_DGRAM, 0);
    bind(s, (struct sockaddr *)&abstract, offsetof(struct sockaddr_un, sun_path) + 6);
    c = socket(AF_UNIX, SOCK_DGRAM, 0);
    bind(c, (struct sockaddr *)&abstract, sizeof(sa_family_t));
    len = sizeof un;
    getsockname(c, (struct sockaddr *)&un, &len);
    sendto(c, "x\0y\1z\n\"q\"", 9, 0, (struct sockaddr *)&abstract, offsetof(struct sockaddr_un, sun_path) + 6);
    len = sizeof un;
    recvfrom(s, buf, sizeof buf, 0, (struct sockaddr *)&un, &len);
    struct sockaddr none = {.sa_family = AF_UNSPEC};
    connect(c, &none, sizeof none);
    connect(c, &none, sizeof(sa_family_t));
    close(s), close(c);
    socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0);
    socket(AF_NETLINK, SOCK_RAW, 4);
    socket(99, 99, 99);
    socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
    socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    closefrom(3);
}

static void options(void)
{
    int one = 1, s = socket(AF_INET, SOCK_STREAM, 0), u = socket(AF_INET, SOCK_DGRAM, 0), n = 0;
    struct linger linger = {1, 5};
    struct timeval tv = {2, 500000};
    socklen_t len;
    char name[16] = "";
    unsigned char big[256];

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    setsockopt(s, SOL_SOCKET, SO_LINGER, &linger, 4);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
    setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof tv);
    setsockopt(s, SOL_SOCKET, SO_SNDBUF, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(s, IPPROTO_TCP, TCP_CONGESTION, "reno", 4);
    setsockopt(s, IPPROTO_TCP, TCP_KEEPIDLE, &one, sizeof one);
    setsockopt(s, IPPROTO_TCP, TCP_USER_TIMEOUT, &one, sizeof one);
    setsockopt(s, IPPROTO_IP, IP_TTL, &one, sizeof one);
    setsockopt(s, IPPROTO_IP, IP_TOS, "\x10", 1);
    setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, 4711, &one, sizeof one);
    setsockopt(s, 4711, 4711, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, nowhere, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, NULL, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, "12", 2);
    struct ip_mreq mreq = {.imr_interface.s_addr = htonl(INADDR_LOOPBACK)};
    inet_pton(AF_INET, "239.1.2.3", &mreq.imr_multiaddr);
    setsockopt(u, IPPROTO_IP, IP_ADD_MEMBERSHIP, &mreq, sizeof mreq);
    setsockopt(u, IPPROTO_IP, IP_MULTICAST_IF, &mreq.imr_interface, sizeof mreq.imr_interface);
    setsockopt(u, IPPROTO_IP, IP_PKTINFO, &one, sizeof one);
    setsockopt(u, IPPROTO_IP, IP_RECVERR, &one, sizeof one);
    setsockopt(u, IPPROTO_IP, IP_MTU_DISCOVER, &one, sizeof one);

    len = sizeof n, getsockopt(s, SOL_SOCKET, SO_ERROR, &n, &len);
    len = sizeof n, getsockopt(s, SOL_SOCKET, SO_TYPE, &n, &len);
    len = sizeof n, getsockopt(s, SOL_SOCKET, SO_DOMAIN, &n, &len);
    len = sizeof n, getsockopt(s, SOL_SOCKET, SO_PROTOCOL, &n, &len);
    len = sizeof n, getsockopt(s, SOL_SOCKET, SO_ACCEPTCONN, &n, &len);
    len = sizeof n, getsockopt(s, SOL_SOCKET, SO_REUSEADDR, &n, &len);
    len = sizeof linger, getsockopt(s, SOL_SOCKET, SO_LINGER, &linger, &len);
    len = sizeof tv, getsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, &len);
    len = sizeof name, getsockopt(s, IPPROTO_TCP, TCP_CONGESTION, name, &len);
    len = 8, getsockopt(s, IPPROTO_TCP, TCP_INFO, big, &len);
    len = sizeof big, getsockopt(s, IPPROTO_TCP, TCP_INFO, big, &len);
    len = 2, getsockopt(s, IPPROTO_TCP, TCP_NODELAY, &n, &len);
    len = sizeof n, getsockopt(s, IPPROTO_TCP, TCP_MAXSEG, &n, &len);
    len = sizeof big, getsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, big, &len);
    len = sizeof n, getsockopt(s, SOL_SOCKET, 4711, &n, &len);
    getsockopt(s, SOL_SOCKET, SO_TYPE, nowhere, &len);
    getsockopt(s, SOL_SOCKET, SO_TYPE, &n, (socklen_t *)nowhere);
    int pair[2], refused[2];
    struct ucred cred;
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair);
    socketpair(AF_INET, SOCK_STREAM, 0, refused);
    socketpair(AF_UNIX, SOCK_STREAM, 0, (int *)nowhere);
    len = sizeof cred, getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &cred, &len);
    setsockopt(pair[0], SOL_SOCKET, SO_PASSCRED, &one, sizeof one);
    struct sockaddr_in closed = inet4("127.0.0.1", 1);
    fcntl(u, F_SETFL, O_RDWR);
    connect(u, (struct sockaddr *)&closed, sizeof closed);
    send(u, "x", 1, 0);
    len = sizeof n, getsockopt(u, SOL_SOCKET, SO_ERROR, &n, &len);
    closefrom(3);
}

static void messages(void)
{
    int pair[2], one = 1, fds[2];
    char first[3], second[16], control[CMSG_SPACE(sizeof fds) + CMSG_SPACE(sizeof(struct ucred))];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
    struct iovec out[3] = {{"hello", 5}, {", ", 2}, {"world of vectors", 16}};
    struct iovec in[2] = {{first, sizeof first}, {second, sizeof second}};
    struct msghdr msg = {.msg_iov = out, .msg_iovlen = 3};
    struct sockaddr_un from;

    writev(pair[0], out, 3);
    readv(pair[1], in, 2);
    writev(pair[0], out, 0);
    writev(pair[0], (struct iovec *)nowhere, 2);
    out[1].iov_base = nowhere;
    writev(pair[0], out, 3);
    out[1].iov_base = ", ";
    readv(99, in, 2);
    recv(pair[1], second, 16, MSG_DONTWAIT);

    setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof one);
    memset(control, 0, sizeof control);
    msg.msg_control = control;
    msg.msg_controllen = sizeof control;
    struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
    cmsg->cmsg_level = SOL_SOCKET, cmsg->cmsg_type = SCM_RIGHTS, cmsg->cmsg_len = CMSG_LEN(sizeof fds);
    fds[0] = 1, fds[1] = pair[0];
    memcpy(CMSG_DATA(cmsg), fds, sizeof fds);
    cmsg = CMSG_NXTHDR(&msg, cmsg);
    cmsg->cmsg_level = SOL_SOCKET, cmsg->cmsg_type = SCM_CREDENTIALS, cmsg->cmsg_len = CMSG_LEN(sizeof(struct ucred));
    struct ucred cred = {getpid(), getuid(), getgid()};
    memcpy(CMSG_DATA(cmsg), &cred, sizeof cred);
    sendmsg(pair[0], &msg, MSG_NOSIGNAL);
    sendmsg(pair[0], &msg, 0);
    struct msghdr get = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = in, .msg_iovlen = 2, .msg_control = control, .msg_controllen = sizeof control};
    recvmsg(pair[1], &get, MSG_CMSG_CLOEXEC);
    get.msg_controllen = 20;
    get.msg_namelen = sizeof from;
    recvmsg(pair[1], &get, 0);
    recvmsg(pair[1], &get, MSG_DONTWAIT);
    recvmsg(pair[1], (struct msghdr *)nowhere, MSG_DONTWAIT);
    sendmsg(pair[0], (struct msghdr *)nowhere, 0);
    cmsg->cmsg_len = 3;
    sendmsg(pair[0], &msg, 0);
    cmsg = CMSG_FIRSTHDR(&msg);
    cmsg->cmsg_level = 77, cmsg->cmsg_type = 78, cmsg->cmsg_len = CMSG_LEN(5);
    msg.msg_controllen = CMSG_SPACE(5);
    sendmsg(pair[0], &msg, 0);
    closefrom(3);

    int s = socket(AF_INET, SOCK_DGRAM, 0), c = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in here = inet4("127.0.0.1", 7002), peer, peers[2];
    bind(s, (struct sockaddr *)&here, sizeof here);
    here.sin_port = htons(7003);
    bind(c, (struct sockaddr *)&here, sizeof here);
    here.sin_port = htons(7002);
    setsockopt(s, IPPROTO_IP, IP_PKTINFO, &one, sizeof one);
    setsockopt(s, IPPROTO_IP, IP_RECVTTL, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_TIMESTAMP, &one, sizeof one);
    struct msghdr udp = {.msg_name = &here, .msg_namelen = sizeof here, .msg_iov = out, .msg_iovlen = 3};
    sendmsg(c, &udp, 0);
    char control2[256];
    struct msghdr got = {.msg_name = &peer, .msg_namelen = 100, .msg_iov = in, .msg_iovlen = 2, .msg_control = control2, .msg_controllen = sizeof control2};
    recvmsg(s, &got, 0);
    one = 0;
    setsockopt(s, IPPROTO_IP, IP_PKTINFO, &one, sizeof one);
    setsockopt(s, IPPROTO_IP, IP_RECVTTL, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_TIMESTAMP, &one, sizeof one);
    struct mmsghdr many[2] = {{.msg_hdr = udp}, {.msg_hdr = {.msg_name = &here, .msg_namelen = sizeof here, .msg_iov = out, .msg_iovlen = 1}}};
    sendmmsg(c, many, 2, MSG_CONFIRM);
    struct iovec first_in = {first, sizeof first}, second_in = {second, sizeof second};
    struct mmsghdr some[3] = {
        {.msg_hdr = {.msg_name = &peers[0], .msg_namelen = sizeof peer, .msg_iov = &first_in, .msg_iovlen = 1}},
        {.msg_hdr = {.msg_name = &peers[1], .msg_namelen = sizeof peer, .msg_iov = &second_in, .msg_iovlen = 1}},
        {.msg_hdr = {.msg_iov = &second_in, .msg_iovlen = 1}}};
    struct timespec soon = {1, 0};
    recvmmsg(s, some, 3, MSG_WAITFORONE, NULL);
    recvmmsg(s, some, 3, MSG_DONTWAIT, &soon);
    sendmmsg(c, many, 0, 0);
    sendmmsg(99, many, 1, 0);
    sendmmsg(c, (struct mmsghdr *)nowhere, 1, 0);
    sendmmsg(c, many, 2, 0);
    recvmmsg(s, some, 2, 0, &soon);
    closefrom(3);
}

static void descriptors(void)
{
    int p[2], n = 1, s = socket(AF_INET, SOCK_DGRAM, 0);
    char buf[16];
    pipe(p);
    dup(s);
    dup2(s, 20);
    dup2(s, s);
    dup3(s, 21, O_CLOEXEC);
    dup3(s, s, 0);
    dup2(99, 3);
    fcntl(s, F_GETFD);
    fcntl(s, F_SETFD, FD_CLOEXEC);
    fcntl(s, F_GETFD);
    fcntl(s, F_GETFL);
    fcntl(s, F_SETFL, O_RDWR | O_NONBLOCK);
    fcntl(s, F_GETFL);
    fcntl(p[1], F_GETFL);
    fcntl(p[1], F_SETFL, O_WRONLY | O_NONBLOCK | O_APPEND);
    fcntl(s, F_DUPFD, 30);
    fcntl(s, F_DUPFD_CLOEXEC, 30);
    fcntl(s, F_SETOWN, getpid());
    fcntl(s, F_GETOWN);
    fcntl(s, 4711, 5);
    fcntl(99, F_GETFL);
    fcntl(p[1], F_GETPIPE_SZ);
    ioctl(s, FIONREAD, &n);
    ioctl(s, FIONBIO, &n);
    ioctl(s, SIOCOUTQ, &n);
    ioctl(s, SIOCINQ, &n);
    n = 1;
    ioctl(s, FIONBIO, &n);
    ioctl(s, FIONREAD, nowhere);
    ioctl(99, FIONBIO, &n);
    ioctl(s, 0xbad, &n);
    write(p[1], "pipe", 4);
    write(p[1], "", 0);
    read(p[0], buf, 2);
    read(p[0], nowhere, 2);
    read(p[0], buf, 16);
    read(99, buf, (size_t)-1);
    pipe2(p, O_CLOEXEC | O_NONBLOCK);
    pipe2((int *)nowhere, 0);
    syscall(SYS_pipe, nowhere);
    close(99);
    close(-1);
    closefrom(3);

    int f = memfd_create("file", 0), pair[2];
    write(f, "contents of a file", 18);
    off_t off = 9;
    loff_t from = 0;
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    sendfile(pair[0], f, &off, 4);
    sendfile(pair[0], f, NULL, 4);
    sendfile(pair[0], f, (off_t *)nowhere, 4);
    lseek(f, 0, SEEK_SET);
    sendfile(pair[0], f, NULL, 1000);
    pipe(p);
    splice(f, &from, p[1], NULL, 8, SPLICE_F_MOVE | SPLICE_F_MORE);
    splice(p[0], NULL, pair[0], NULL, 100, SPLICE_F_NONBLOCK);
    splice(p[0], NULL, pair[0], NULL, 100, SPLICE_F_NONBLOCK);
    splice(p[0], &from, pair[0], NULL, 100, 0x40);
    closefrom(3);
}

static void waiting(void)
{
    int pair[2], more[2];
    struct timeval tv = {1, 0};
    struct timespec ts = {0, 50000000};
    fd_set in, out, bad;
    sigset_t mask;
    sigemptyset(&mask), sigaddset(&mask, SIGPIPE), sigaddset(&mask, SIGUSR1);
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    socketpair(AF_UNIX, SOCK_STREAM, 0, more);
    write(pair[0], "x", 1);
#define SETS \
    do { \
        FD_ZERO(&in); FD_ZERO(&out); FD_ZERO(&bad); \
        FD_SET(pair[1], &in); FD_SET(more[1], &in); FD_SET(pair[1], &out); FD_SET(3, &bad); \
    } while (0)
    SETS;
    syscall(SYS_select, 7, &in, &out, &bad, &tv);
    SETS;
    syscall(SYS_select, 7, &in, NULL, NULL, NULL);
    SETS; FD_CLR(pair[1], &in), tv.tv_sec = 0, tv.tv_usec = 1000;
    syscall(SYS_select, 7, &in, NULL, NULL, &tv);
    SETS;
    syscall(SYS_select, 7, nowhere, NULL, NULL, &tv);
    // A table of more than 91 entries, whatever was inherited: the kernel does not look beyond its end (core_sys_select), so 90 would not fail.
    dup2(pair[1], 200), close(200);
    FD_SET(90, &in);
    syscall(SYS_select, 91, &in, NULL, NULL, &tv);
    syscall(SYS_select, 0, NULL, NULL, NULL, &tv);
    syscall(SYS_select, -1, &in, NULL, NULL, &tv);
    SETS; tv.tv_sec = 1;
    select(7, &in, &out, NULL, &tv);
    SETS;
    pselect(7, &in, NULL, &bad, &ts, &mask);
    SETS;
    pselect(7, &in, &out, NULL, NULL, NULL);

    struct pollfd fds[3] = {{pair[1], POLLIN | POLLRDHUP, 0}, {more[1], POLLIN | POLLOUT | POLLPRI, 0}, {-1, POLLIN, 0}};
    poll(fds, 3, 1000);
    fds[1].events = POLLIN, fds[0].fd = 99;
    poll(fds, 2, -1);
    fds[0].fd = -5;
    poll(fds, 2, 1);
    poll(NULL, 0, 0);
    poll((struct pollfd *)nowhere, 2, 0);
    ppoll(fds, 3, &ts, &mask);
    fds[0].fd = pair[1], fds[2].fd = 4711, fds[2].events = 0x4000;
    ppoll(fds, 3, NULL, NULL);
    ts.tv_sec = 5;
    ppoll(fds, 3, &ts, NULL);
    ts.tv_sec = 0;

    int ep = epoll_create1(EPOLL_CLOEXEC);
    epoll_create1(0);
    epoll_create(1);
    struct epoll_event ev = {.events = EPOLLIN | EPOLLET | EPOLLRDHUP, .data.fd = pair[1]}, evs[4];
    epoll_ctl(ep, EPOLL_CTL_ADD, pair[1], &ev);
    epoll_ctl(ep, EPOLL_CTL_ADD, pair[1], &ev);
    ev.events = EPOLLIN | EPOLLOUT | EPOLLONESHOT | EPOLLEXCLUSIVE | 0x4000, ev.data.u64 = 0xfedcba9876543210;
    epoll_ctl(ep, EPOLL_CTL_MOD, pair[1], &ev);
    ev.events = EPOLLIN | EPOLLOUT, ev.data.u64 = 0xfedcba9876543210;
    epoll_ctl(ep, EPOLL_CTL_ADD, more[1], &ev);
    epoll_ctl(ep, EPOLL_CTL_DEL, 99, NULL);
    epoll_ctl(ep, 9, 99, (struct epoll_event *)nowhere);
    epoll_ctl(ep, EPOLL_CTL_ADD, 99, (struct epoll_event *)nowhere);
    syscall(SYS_epoll_wait, ep, evs, 4, -1);
    syscall(SYS_epoll_wait, ep, evs, 1, 0);
    epoll_ctl(ep, EPOLL_CTL_DEL, more[1], NULL);
    syscall(SYS_epoll_wait, ep, evs, 4, 10);
    syscall(SYS_epoll_wait, ep, nowhere, 4, 0);
    syscall(SYS_epoll_wait, ep, evs, 0, 0);
    epoll_pwait(ep, evs, 4, 10, &mask);
    ts.tv_nsec = 1000000;
    epoll_pwait2(ep, evs, 4, &ts, NULL);

    int ef = eventfd(3, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE);
    uint64_t count = 2;
    write(ef, &count, sizeof count);
    read(ef, &count, sizeof count);
    eventfd(0, 0x7);
    int sf = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    signalfd(sf, &mask, 0);
    sigfillset(&mask);
    signalfd(99, &mask, 0);
    int tf = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct itimerspec its = {{0, 500}, {3600, 0}}, old;
    timerfd_settime(tf, 0, &its, NULL);
    memset(&its, 0, sizeof its), its.it_value.tv_sec = 1;
    timerfd_settime(tf, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &its, &old);
    timerfd_gettime(tf, &old);
    timerfd_gettime(tf, (struct itimerspec *)nowhere);
    timerfd_settime(tf, 0, (struct itimerspec *)nowhere, NULL);
    timerfd_create(77, 0);
    closefrom(3);
    ts.tv_nsec = 1000;
    clock_nanosleep(CLOCK_MONOTONIC, 0, &ts, &ts);
    clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &ts, NULL);
    clock_nanosleep(CLOCK_REALTIME, 0, (struct timespec *)nowhere, NULL);
    syscall(SYS_nanosleep, &ts, NULL);
    syscall(SYS_nanosleep, nowhere, &ts);
}

static void caught(int number) { (void)number; }

static void processes(char *self)
{
    struct sigaction act = {.sa_handler = SIG_IGN}, old;
    sigset_t mask;
    int status;
    struct rusage usage;
    getpid(), getppid();
    sigaction(SIGPIPE, &act, &old);
    sigemptyset(&act.sa_mask), sigaddset(&act.sa_mask, SIGALRM);
    act.sa_handler = caught, act.sa_flags = SA_RESTART | SA_NODEFER;
    sigaction(SIGUSR1, &act, NULL);
    sigaction(SIGUSR1, NULL, &act);
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP | SA_NOCLDWAIT | SA_RESETHAND | SA_ONSTACK | SA_SIGINFO}, NULL);
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    sigaction(SIGKILL, &act, &act);
    syscall(SYS_rt_sigaction, SIGUSR2, nowhere, NULL, 8);
    sigfillset(&mask);
    sigprocmask(SIG_BLOCK, &mask, &mask);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigprocmask(SIG_UNBLOCK, NULL, &mask);
    sigemptyset(&mask), sigaddset(&mask, SIGRTMIN), sigaddset(&mask, SIGINT), sigaddset(&mask, 64);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    sigprocmask(77, &mask, NULL);
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, nowhere, NULL, 8);
    kill(getpid(), 0);
    kill(getpid(), SIGUSR1);
    kill(-4711, SIGTERM);
    kill(getpid(), 77);
    sigemptyset(&mask), sigaddset(&mask, SIGUSR2);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGUSR2);
    syscall(SYS_tgkill, getpid(), 1, 77);
    sigpending(&old.sa_mask);
    sigtimedwait(&mask, NULL, &(struct timespec){0, 0});
    syscall(SYS_rt_sigtimedwait, &mask, NULL, &(struct timespec){0, 1000}, 8);
    sigaddset(&mask, SIGUSR1), sigprocmask(SIG_BLOCK, &mask, NULL);
    kill(getpid(), SIGUSR1);
    sigemptyset(&mask), sigsuspend(&mask);
    sigfillset(&mask), sigprocmask(SIG_UNBLOCK, &mask, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 500}, {100, 0}}, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 0}}, &(struct itimerval){{0, 0}, {0, 0}});
    setitimer(77, NULL, NULL);
    alarm(100);
    alarm(0);

    struct timespec hour = {3600, 0}, rest;
    pid_t child;
    fflush(NULL);
    if ((child = fork()) == 0) {
        sigaction(SIGUSR1, &(struct sigaction){.sa_handler = caught}, NULL);
        clock_nanosleep(CLOCK_REALTIME, 0, &hour, &rest);
        _exit(3);
    }
    usleep(900000);
    wait4(child, &status, WNOHANG | WUNTRACED, NULL);
    kill(child, SIGUSR1);
    wait4(child, &status, 0, &usage);
    if ((child = syscall(SYS_fork)) == 0)
        pause();
    usleep(900000);
    kill(child, SIGKILL);
    wait4(-1, &status, 0, NULL);
    wait4(-1, &status, 0, NULL);
    wait4(child, (int *)nowhere, 0, NULL);
    if ((child = fork()) == 0) {
        execve("no such file", (char *[]){"no", "such", NULL}, (char *[]){NULL});
        execve(nowhere, NULL, NULL);
        execve("x", (char **)nowhere, NULL);
        execve(self, (char *[]){self, "the end", NULL}, (char *[]){"A=b", NULL});
    }
    wait(&status);
    syscall(SYS_wait4, -1, NULL, __WALL | WCONTINUED, NULL);

    void *end = (void *)syscall(SYS_brk, 0);
    syscall(SYS_brk, (char *)end + 4096);
    syscall(SYS_brk, end);
    void *map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(map, 4096, PROT_READ);
    munmap(map, 8192);
    map = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    map = mremap(map, 4096, 1 << 20, MREMAP_MAYMOVE);
    mremap(map, 1 << 20, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, (char *)map + (1 << 21));
    mremap((void *)4096, 4096, 8192, 8);
    syscall(SYS_getrandom, &status, 2, GRND_NONBLOCK);
    syscall(SYS_getrandom, &status, 0, 0);
    syscall(SYS_getrandom, nowhere, 8, GRND_RANDOM);
    munmap((void *)1, 8192);
    mmap(map, 4096, PROT_NONE, MAP_SHARED | MAP_FIXED | MAP_NORESERVE | MAP_POPULATE, 99, 4096);
    mmap(NULL, 0, PROT_EXEC | 0x40, MAP_PRIVATE, 99, 0);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return 0;
    write(1, "begin", 5);
    sockets();
    options();
    messages();
    descriptors();
    waiting();
    processes(argv[0]);
    return 7;
}
