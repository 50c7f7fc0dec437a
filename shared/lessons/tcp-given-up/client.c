/* Gives up its first connection, and makes a second one. */
#include <arpa/inet.h>
#include <errno.h>
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
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons(7000);
    if (inet_pton(AF_INET, address, &server.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", address);
        return 1;
    }

    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0
        && errno != EINPROGRESS)
        die("connect");
    close(fd);

    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        die("connect");
    close(fd);
    return 0;
}
