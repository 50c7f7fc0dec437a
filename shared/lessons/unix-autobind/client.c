/* Lets the kernel choose a name, so that it can be answered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SERVER "server.sock"

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

    /* A family and nothing else: choose a name for me. */
    struct sockaddr_un own = {0};
    own.sun_family = AF_UNIX;
    if (bind(fd, (struct sockaddr *)&own,
             sizeof own.sun_family) < 0)
        die("bind");

    socklen_t len = sizeof own;
    if (getsockname(fd, (struct sockaddr *)&own, &len) < 0)
        die("getsockname");
    int digits = (int)(len - sizeof own.sun_family) - 1;
    printf("%d bytes, a NUL and %d digits\n", (int)len, digits);
    printf("I am @%.*s\n", digits, own.sun_path + 1);

    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, SERVER);
    if (sendto(fd, "hello", 5, 0,
               (struct sockaddr *)&addr, sizeof addr) < 0)
        die("sendto");
    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("answer: %.*s\n", (int)n, buf);
    close(fd);
    return 0;
}
