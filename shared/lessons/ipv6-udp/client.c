/* Two datagrams over IPv6: one is answered, one is not. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
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
    const char *host = argc > 1 ? argv[1] : "::1";

    struct sockaddr_in6 addr = {0};
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(PORT);
    if (inet_pton(AF_INET6, host, &addr.sin6_addr) != 1) {
        fprintf(stderr, "%s is not an IPv6 address\n", host);
        return 1;
    }

    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    if (send(fd, "hello", 5, 0) < 0)
        die("send");

    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("%.*s\n", (int)n, buf);

    /* By now the server has gone. */
    if (send(fd, "again", 5, 0) < 0)
        die("send");
    if (recv(fd, buf, sizeof buf, 0) < 0)
        perror("recv");
    close(fd);
    return 0;
}
