/* Talks to one server only: connect() on a UDP socket. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define SERVER_PORT 7000
#define OWN_PORT 7001

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void show(int fd)
{
    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("%.*s\n", (int)n, buf);
}

int main(int argc, char *argv[])
{
    const char *host = argc > 1 ? argv[1] : "127.0.0.1";

    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");

    struct sockaddr_in own = {0};
    own.sin_family = AF_INET;
    own.sin_port = htons(OWN_PORT);
    own.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0)
        die("bind");

    /* Not connected: whoever sends is let in. */
    show(fd);

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(SERVER_PORT);
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", host);
        return 1;
    }
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");

    /* No address needed any more: the socket has one. */
    if (send(fd, "hello", 5, 0) < 0)
        die("send");
    show(fd);

    /* An address without a family takes the peer away. */
    struct sockaddr_in none = {0};
    none.sin_family = AF_UNSPEC;
    if (connect(fd, (struct sockaddr *)&none, sizeof none) < 0)
        die("connect");
    if (send(fd, "bye", 3, 0) < 0)
        perror("send");

    close(fd);
    return 0;
}
