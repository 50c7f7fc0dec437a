/* Gives its socket a name, so that it can be answered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SERVER "server.sock"
#define OWN "client.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");

    struct sockaddr_un own = {0};
    own.sun_family = AF_UNIX;
    strcpy(own.sun_path, OWN);
    if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0)
        die("bind");

    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, SERVER);
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    if (send(fd, "hello", 5, 0) < 0)
        die("send");

    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("answer: %.*s\n", (int)n, buf);

    close(fd);
    unlink(OWN);
    return 0;
}
