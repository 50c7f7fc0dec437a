/* Connects to an abstract name, if it is to be found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define NAME "echo"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    memcpy(addr.sun_path + 1, NAME, strlen(NAME));
    socklen_t len = sizeof addr.sun_family + 1 + strlen(NAME);

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");

    /* One byte more is another name. */
    if (connect(fd, (struct sockaddr *)&addr, len + 1) < 0)
        perror("longer name");
    if (connect(fd, (struct sockaddr *)&addr, len) < 0)
        die("connect");
    printf("connected\n");
    close(fd);
    return 0;
}
