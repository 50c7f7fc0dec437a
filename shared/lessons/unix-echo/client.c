/* Echo client over a Unix-domain socket, on the same machine. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "echo.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
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
    if (send(fd, "hello", 5, 0) < 0)
        die("send");

    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf - 1, 0);
    if (n < 0)
        die("recv");
    close(fd);

    buf[n] = '\0';
    printf("%s\n", buf);
    return 0;
}
