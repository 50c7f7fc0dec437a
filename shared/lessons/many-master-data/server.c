/* One socket to listen, one for each client. */
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

static int next_client(int listener)
{
    struct sockaddr_in peer;
    socklen_t len = sizeof peer;
    int conn = accept(listener, (struct sockaddr *)&peer, &len);
    if (conn < 0)
        die("accept");
    printf("descriptor %d: %s port %d\n", conn,
           inet_ntoa(peer.sin_addr), ntohs(peer.sin_port));
    return conn;
}

static void answer(int conn)
{
    char buf[128];
    ssize_t n = recv(conn, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    if (send(conn, buf, (size_t)n, 0) < 0)
        die("send");
    close(conn);
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");

    int first = next_client(listener);
    int second = next_client(listener);

    /* Each descriptor leads to one client only. */
    answer(second);
    answer(first);

    close(listener);
    return 0;
}
