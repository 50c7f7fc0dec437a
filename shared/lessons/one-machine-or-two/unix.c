/* Goes through the door with the path. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "door.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void talk(int fd)
{
    if (send(fd, "hello", 5, 0) < 0)
        die("send");
    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("%.*s\n", (int)n, buf);
    close(fd);
}

int main(void)
{
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, PATH);

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    talk(fd);
    return 0;
}
