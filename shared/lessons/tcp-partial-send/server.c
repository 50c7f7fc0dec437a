/* Reads to the end, and counts. */
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
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");
    int size = 8192;
    if (setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &size, sizeof size) < 0)
        die("setsockopt");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");

    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");

    char buf[16384];
    size_t total = 0;
    ssize_t n;
    while ((n = recv(conn, buf, sizeof buf, 0)) > 0)
        total += (size_t)n;
    if (n < 0)
        die("recv");
    printf("%zu bytes in all\n", total);
    close(conn);
    close(listener);
    return 0;
}
