/* Reads the same two messages from UDP and from TCP. */
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

static void show(int fd)
{
    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("%zd bytes: %.*s\n", n, (int)n, buf);
}

int main(void)
{
    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);

    int udp = socket(AF_INET, SOCK_DGRAM, 0);
    if (udp < 0)
        die("socket");
    if (bind(udp, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");

    /* The same port number: TCP's ports are others. */
    int tcp = socket(AF_INET, SOCK_STREAM, 0);
    if (tcp < 0)
        die("socket");
    if (bind(tcp, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(tcp, 5) < 0)
        die("listen");
    int conn = accept(tcp, NULL, NULL);
    if (conn < 0)
        die("accept");

    printf("UDP\n");
    show(udp);
    show(udp);
    show(udp);
    printf("TCP\n");
    show(conn);

    close(conn);
    close(tcp);
    close(udp);
    return 0;
}
