/* Its buffer is too small, twice. */
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
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");

    char buf[8];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("got %zd bytes: %.*s\n", n, (int)n, buf);

    /* MSG_TRUNC: tell me how long it really was. */
    n = recv(fd, buf, sizeof buf, MSG_TRUNC);
    if (n < 0)
        die("recv");
    if (n > (ssize_t)sizeof buf)
        printf("%zd bytes did not fit in %zu\n", n, sizeof buf);

    /* MSG_PEEK leaves it in the queue: look, then read. */
    n = recv(fd, NULL, 0, MSG_PEEK | MSG_TRUNC);
    if (n < 0)
        die("recv");
    printf("the next one has %zd bytes\n", n);
    char large[64];
    n = recv(fd, large, sizeof large, 0);
    if (n < 0)
        die("recv");
    printf("got %zd bytes: %.*s\n", n, (int)n, large);

    close(fd);
    return 0;
}
