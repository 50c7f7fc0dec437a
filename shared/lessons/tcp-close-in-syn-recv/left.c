/* Calls its peer, and waits until the peer has closed. */
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

int main(int argc, char *argv[])
{
    const char *address = argc > 1 ? argv[1] : "127.0.0.1";

    struct sockaddr_in own = {0};
    own.sin_family = AF_INET;
    own.sin_port = htons(7001);
    own.sin_addr.s_addr = htonl(INADDR_ANY);

    struct sockaddr_in other = {0};
    other.sin_family = AF_INET;
    other.sin_port = htons(7002);
    if (inet_pton(AF_INET, address, &other.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", address);
        return 1;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0)
        die("bind");
    if (connect(fd, (struct sockaddr *)&other, sizeof other) < 0)
        die("connect");

    char buf[128];
    if (recv(fd, buf, sizeof buf, 0) < 0)
        die("recv");
    close(fd);
    return 0;
}
