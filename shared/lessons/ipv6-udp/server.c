/* Echo server over UDP and IPv6. */
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
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");

    struct sockaddr_in6 addr = {0};
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(PORT);
    addr.sin6_addr = in6addr_any;
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");

    char buf[128];
    struct sockaddr_in6 peer;
    socklen_t len = sizeof peer;
    ssize_t n = recvfrom(fd, buf, sizeof buf, 0,
                         (struct sockaddr *)&peer, &len);
    if (n < 0)
        die("recvfrom");
    if (sendto(fd, buf, (size_t)n, 0,
               (struct sockaddr *)&peer, len) < 0)
        die("sendto");
    close(fd);
    return 0;
}
