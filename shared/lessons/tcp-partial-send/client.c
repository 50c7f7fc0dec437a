/* Sends more than its send buffer holds, and never sleeps in send(). */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000

static char data[10000];

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(int argc, char *argv[])
{
    const char *host = argc > 1 ? argv[1] : "127.0.0.1";

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", host);
        return 1;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    int size = 1; /* the kernel makes it the least there is */
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size) < 0)
        die("setsockopt");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0)
        die("fcntl");

    memset(data, 'x', sizeof data);
    size_t sent = 0;
    while (sent < sizeof data) {
        ssize_t n = send(fd, data + sent, sizeof data - sent, 0);
        if (n >= 0) {
            if ((size_t)n < sizeof data - sent)
                printf("only a part of it\n");
            sent += (size_t)n;
            continue;
        }
        if (errno != EAGAIN)
            die("send");
        struct pollfd wish = { .fd = fd, .events = POLLOUT };
        if (poll(&wish, 1, -1) < 0)
            die("poll");
    }
    printf("%zu bytes sent\n", sent);
    close(fd);
    return 0;
}
