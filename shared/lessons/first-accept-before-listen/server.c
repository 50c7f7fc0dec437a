/* The right calls in the wrong order. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");

    char buf[16];
    if (recv(fd, buf, sizeof buf, 0) < 0)
        perror("recv");
    if (accept(fd, NULL, NULL) < 0)
        perror("accept");

    if (listen(fd, 5) < 0)
        die("listen");
    struct sockaddr_in own;
    socklen_t size = sizeof own;
    if (getsockname(fd, (struct sockaddr *)&own, &size) < 0)
        die("getsockname");
    if (ntohs(own.sin_port) != 0)
        printf("the kernel chose a port\n");

    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&own, sizeof own) < 0)
        perror("connect");

    close(fd);
    return 0;
}
