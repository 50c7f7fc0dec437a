/* Asks the kernel who is at the other end. */
#define _GNU_SOURCE /* struct ucred */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "who.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
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

    struct ucred peer;
    socklen_t len = sizeof peer;
    if (getsockopt(conn, SOL_SOCKET, SO_PEERCRED,
                   &peer, &len) < 0)
        die("getsockopt");

    /* What the other side says of itself. */
    char buf[32];
    ssize_t n = recv(conn, buf, sizeof buf - 1, 0);
    if (n < 0)
        die("recv");
    buf[n] = '\0';
    printf("it says %s, the kernel says %d: %s\n", buf, peer.pid,
           atoi(buf) == peer.pid ? "true" : "a lie");
    printf("user %u, group %u\n", peer.uid, peer.gid);

    close(conn);
    close(listener);
    unlink(PATH);
    return 0;
}
