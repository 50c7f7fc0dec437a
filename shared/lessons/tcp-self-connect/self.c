/* Connects a socket to itself. */
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

int main(void)
{
    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");

    struct sockaddr_in own, peer;
    socklen_t size = sizeof own;
    if (getsockname(fd, (struct sockaddr *)&own, &size) < 0)
        die("getsockname");
    size = sizeof peer;
    if (getpeername(fd, (struct sockaddr *)&peer, &size) < 0)
        die("getpeername");
    printf("local port %d, remote port %d\n",
           ntohs(own.sin_port), ntohs(peer.sin_port));

    if (send(fd, "hello", 5, 0) < 0)
        die("send");
    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf - 1, 0);
    if (n < 0)
        die("recv");
    buf[n] = '\0';
    printf("%s\n", buf);

    close(fd);
    return 0;
}
