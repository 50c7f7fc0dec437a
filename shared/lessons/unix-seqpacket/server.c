/* Accepts like a stream server, reads like a datagram one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "packet.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (listener < 0)
        die("socket");

    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, PATH);
    unlink(PATH); /* left over from an earlier run? */
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");
    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");

    char buf[8];
    ssize_t n;
    while ((n = recv(conn, buf, sizeof buf, 0)) > 0)
        printf("%zd bytes: %.*s\n", n, (int)n, buf);
    if (n < 0)
        die("recv");
    printf("the end\n");

    close(conn);
    close(listener);
    unlink(PATH);
    return 0;
}
