/* Does not read. Then it does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "queue.sock"

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
    unlink(PATH); /* left over from an earlier run? */
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    printf("bound\n");

    for (int i = 0; i < 12; i++) {
        char buf[16];
        if (recv(fd, buf, sizeof buf, 0) < 0)
            die("recv");
    }
    close(fd);
    unlink(PATH);
    return 0;
}
