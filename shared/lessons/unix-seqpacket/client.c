/* Three messages over one connection. */
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

static void say(int fd, const char *what)
{
    if (send(fd, what, strlen(what), 0) < 0)
        die("send");
}

int main(void)
{
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, PATH);

    int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    say(fd, "one");
    say(fd, "two");
    say(fd, "rather long");
    close(fd);
    return 0;
}
