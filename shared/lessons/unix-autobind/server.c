/* Answers each datagram where it came from. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "server.sock"

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

    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, PATH);
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");

    char buf[128];
    struct sockaddr_un peer;
    socklen_t len = sizeof peer;
    ssize_t n = recvfrom(fd, buf, sizeof buf, 0,
                         (struct sockaddr *)&peer, &len);
    if (n < 0)
        die("recvfrom");
    if (sendto(fd, buf, (size_t)n, 0,
               (struct sockaddr *)&peer, len) < 0)
        die("sendto");

    close(fd);
    unlink(PATH);
    return 0;
}
