/* A name that is no file: it begins with a NUL byte. */
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
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");

    /* The name is as long as the length says, no NUL ends it. */
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    memcpy(addr.sun_path + 1, NAME, strlen(NAME));
    socklen_t len = sizeof addr.sun_family + 1 + strlen(NAME);
    if (bind(listener, (struct sockaddr *)&addr, len) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");

    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");
    close(conn);
    close(listener);

    /* No unlink: with its socket the name is gone. */
    listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");
    if (bind(listener, (struct sockaddr *)&addr, len) < 0)
        die("bind");
    printf("bound again\n");
    close(listener);
    return 0;
}
