/* Listens on IPv6, and gets clients over both. */
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
    int listener = socket(AF_INET6, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");

    struct sockaddr_in6 addr = {0};
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(PORT);
    addr.sin6_addr = in6addr_any;
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");

    for (int i = 0; i < 2; i++) {
        struct sockaddr_in6 peer;
        socklen_t len = sizeof peer;
        int conn = accept(listener, (struct sockaddr *)&peer,
                          &len);
        if (conn < 0)
            die("accept");
        char text[INET6_ADDRSTRLEN];
        inet_ntop(AF_INET6, &peer.sin6_addr, text, sizeof text);
        printf("%s\n", text);

        char buf[128];
        ssize_t n = recv(conn, buf, sizeof buf, 0);
        if (n < 0)
            die("recv");
        if (send(conn, buf, (size_t)n, 0) < 0)
            die("send");
        close(conn);
    }
    close(listener);
    return 0;
}
