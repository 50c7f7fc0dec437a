/* Connects without waiting, to nobody. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000

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

    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        perror("connect");

    /* The answer is there when one could write. */
    struct pollfd wait = { .fd = fd, .events = POLLOUT };
    if (poll(&wait, 1, -1) < 0)
        die("poll");
    printf("POLLOUT %d, POLLERR %d, POLLHUP %d\n",
           (wait.revents & POLLOUT) != 0,
           (wait.revents & POLLERR) != 0,
           (wait.revents & POLLHUP) != 0);

    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
        die("getsockopt");
    printf("SO_ERROR: %s\n", strerror(error));
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
        die("getsockopt");
    printf("SO_ERROR: %s\n", strerror(error));

    close(fd);
    return 0;
}
