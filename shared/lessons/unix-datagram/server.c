/* Answers datagrams, where it can. */
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

    for (int i = 0; i < 2; i++) {
        char buf[128];
        struct sockaddr_un peer;
        socklen_t len = sizeof peer;
        ssize_t n = recvfrom(fd, buf, sizeof buf, 0,
                             (struct sockaddr *)&peer, &len);
        if (n < 0)
            die("recvfrom");
        if (len == 0) {
            printf("%.*s: from nobody\n", (int)n, buf);
            continue;
        }
        printf("%.*s: from %s\n", (int)n, buf, peer.sun_path);
        if (sendto(fd, buf, (size_t)n, 0,
                   (struct sockaddr *)&peer, len) < 0)
            die("sendto");
    }

    close(fd);
    unlink(PATH);
    return 0;
}
