/* Tries to send and to connect on a socket that listens, and ends its listening. */
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
    struct sockaddr_in own = {0};
    own.sin_family = AF_INET;
    own.sin_port = htons(7000);
    own.sin_addr.s_addr = htonl(INADDR_ANY);

    struct sockaddr_in other = {0};
    other.sin_family = AF_INET;
    other.sin_port = htons(7001);
    if (inet_pton(AF_INET, "10.0.0.2", &other.sin_addr) != 1)
        die("inet_pton");

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0)
        die("bind");
    if (listen(fd, 5) < 0)
        die("listen");

    if (send(fd, "hello", 5, MSG_NOSIGNAL) < 0)
        perror("send");
    if (connect(fd, (struct sockaddr *)&other, sizeof other) < 0)
        perror("connect");

    if (shutdown(fd, SHUT_RD) < 0)
        die("shutdown");

    close(fd);
    return 0;
}
