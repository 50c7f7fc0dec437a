/* Takes one client and waits until it closes. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    struct sockaddr_in own = {0};
    own.sin_family = AF_INET;
    own.sin_port = htons(7000);
    own.sin_addr.s_addr = htonl(INADDR_ANY);

    int lfd = socket(AF_INET, SOCK_STREAM, 0);
    if (lfd < 0)
        die("socket");
    if (bind(lfd, (struct sockaddr *)&own, sizeof own) < 0)
        die("bind");
    if (listen(lfd, 5) < 0)
        die("listen");

    int fd = accept(lfd, NULL, NULL);
    if (fd < 0)
        die("accept");
    char buf[16];
    if (recv(fd, buf, sizeof buf, 0) < 0)
        die("recv");
    close(fd);
    close(lfd);
    return 0;
}
