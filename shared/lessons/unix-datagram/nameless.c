/* Sends without a name of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SERVER "server.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, SERVER);

    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");
    if (sendto(fd, "hello", 5, 0,
               (struct sockaddr *)&addr, sizeof addr) < 0)
        die("sendto");
    close(fd);
    return 0;
}
