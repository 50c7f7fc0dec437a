/* One process, many clients: epoll, level-triggered. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000
#define CLIENTS 3

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void watch(int epoll, int fd)
{
    struct epoll_event event = {0};
    event.events = EPOLLIN;
    event.data.fd = fd;
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
        die("epoll_ctl");
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");

    int epoll = epoll_create1(0);
    if (epoll < 0)
        die("epoll_create1");
    watch(epoll, listener);

    int left = CLIENTS;
    while (left > 0) {
        struct epoll_event events[8];
        int n = epoll_wait(epoll, events, 8, -1);
        if (n < 0)
            die("epoll_wait");

        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                int conn = accept(listener, NULL, NULL);
                if (conn < 0)
                    die("accept");
                watch(epoll, conn);
                continue;
            }
            /* Two bytes a time: the rest is reported again. */
            char buf[2];
            ssize_t got = recv(fd, buf, sizeof buf, 0);
            if (got < 0)
                die("recv");
            if (got == 0) {
                close(fd);
                left--;
                continue;
            }
            if (send(fd, buf, (size_t)got, 0) < 0)
                die("send");
        }
    }
    close(epoll);
    close(listener);
    return 0;
}
