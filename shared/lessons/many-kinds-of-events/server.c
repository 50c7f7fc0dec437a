/* One epoll_wait() for everything: an eventfd, a timer, a signal and a socket. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORT 7000

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void watch(int ep, int fd)
{
    struct epoll_event event;
    memset(&event, 0, sizeof event);
    event.events = EPOLLIN;
    event.data.fd = fd;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &event) < 0)
        die("epoll_ctl");
}

/* Says that it is there, waits until the parent lets go, and ends. */
static void child(int said, int hold[2])
{
    char byte;
    close(hold[1]);
    if (eventfd_write(said, 1) < 0)
        die("eventfd_write");
    if (read(hold[0], &byte, 1) < 0)
        die("read");
    _exit(7);
}

int main(void)
{
    int sock = socket(AF_INET, SOCK_DGRAM, 0);
    if (sock < 0)
        die("socket");
    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(sock, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");

    /* A signal that is read has to be blocked. */
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
        die("sigprocmask");

    int said = eventfd(0, 0);
    int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    int signals = signalfd(-1, &set, 0);
    int ep = epoll_create1(0);
    int hold[2];
    if (said < 0 || timer < 0 || signals < 0 || ep < 0 || pipe(hold) < 0)
        die("making descriptors");
    watch(ep, said);
    watch(ep, timer);
    watch(ep, signals);
    watch(ep, sock);

    pid_t pid = fork();
    if (pid < 0)
        die("fork");
    if (pid == 0)
        child(said, hold);
    close(hold[0]);

    for (int done = 0; !done;) {
        struct epoll_event event;
        if (epoll_wait(ep, &event, 1, -1) < 0)
            die("epoll_wait");
        int fd = event.data.fd;
        uint64_t count;
        if (fd == said) {
            struct itimerspec soon = {{0, 0}, {0, 50000000}};
            if (read(fd, &count, sizeof count) < 0)
                die("read");
            printf("eventfd: %lu\n", count);
            if (timerfd_settime(timer, 0, &soon, NULL) < 0)
                die("timerfd_settime");
        } else if (fd == timer) {
            if (read(fd, &count, sizeof count) < 0)
                die("read");
            printf("timer: %lu\n", count);
            close(hold[1]); /* the child's read() returns 0 */
        } else if (fd == signals) {
            struct signalfd_siginfo info;
            if (read(fd, &info, sizeof info) < 0)
                die("read");
            printf("signal: a child has ended with %d\n", info.ssi_status);
            if (waitpid(pid, NULL, 0) < 0)
                die("waitpid");
        } else {
            char buf[16];
            ssize_t n = recv(fd, buf, sizeof buf, 0);
            if (n < 0)
                die("recv");
            printf("socket: %.*s\n", (int)n, buf);
            done = 1;
        }
    }
    close(ep);
    close(sock);
    return 0;
}
