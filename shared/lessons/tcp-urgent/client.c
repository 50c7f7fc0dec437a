/* Sends a byte that is to be heard before those sent earlier. */
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
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    if (send(fd, "work", 4, 0) < 0)
        die("send");
    if (send(fd, "!", 1, MSG_OOB) < 0)
        die("send");
    if (send(fd, "more", 4, 0) < 0)
        die("send");
    if (shutdown(fd, SHUT_WR) < 0)
        die("shutdown");

    /* Wait until the server has heard it all. */
    char buf[128];
    if (recv(fd, buf, sizeof buf, 0) < 0)
        die("recv");
    close(fd);
    return 0;
}
