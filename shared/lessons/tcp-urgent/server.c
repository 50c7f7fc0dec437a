/* Hears of urgent data, takes it first, and then reads up to where it was. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void wait_for(int fd, short event)
{
    struct pollfd wish = { .fd = fd, .events = event };
    if (poll(&wish, 1, -1) < 0)
        die("poll");
}

static void show(int fd, const char *what, int flags)
{
    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, flags);
    if (n < 0)
        die("recv");
    printf("%s: %.*s\n", what, (int)n, buf);
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

    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");

    wait_for(conn, POLLPRI);
    printf("something urgent\n");
    wait_for(conn, POLLRDHUP); /* by now all of it has come */

    show(conn, "urgent", MSG_OOB);
    show(conn, "before it", 0);
    int at_mark = 0;
    if (ioctl(conn, SIOCATMARK, &at_mark) < 0)
        die("ioctl");
    printf("at the mark: %d\n", at_mark);
    show(conn, "behind it", 0);

    close(conn);
    close(listener);
    return 0;
}
