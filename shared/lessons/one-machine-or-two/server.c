/* The same service at two doors: a path and a port. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "door.sock"
#define PORT 7000

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* From here on it makes no difference which door it was. */
static void serve(int listener)
{
    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");
    char buf[128];
    ssize_t n = recv(conn, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    if (send(conn, buf, (size_t)n, 0) < 0)
        die("send");
    n = recv(conn, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    close(conn);
}

int main(void)
{
    int local = socket(AF_UNIX, SOCK_STREAM, 0);
    if (local < 0)
        die("socket");
    struct sockaddr_un path = {0};
    path.sun_family = AF_UNIX;
    strcpy(path.sun_path, PATH);
    unlink(PATH); /* left over from an earlier run? */
    if (bind(local, (struct sockaddr *)&path, sizeof path) < 0)
        die("bind");
    if (listen(local, 5) < 0)
        die("listen");

    int network = socket(AF_INET, SOCK_STREAM, 0);
    if (network < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(network, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(network, 5) < 0)
        die("listen");

    serve(local);
    serve(network);
    serve(network);

    close(network);
    close(local);
    unlink(PATH);
    return 0;
}
