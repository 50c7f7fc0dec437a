/* Listens with room for almost nobody, and is slow. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "busy.sock"

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
    if (listen(listener, 0) < 0)
        die("listen");

    for (int i = 0; i < 2; i++) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            die("accept");
        close(conn);
    }

    close(listener);
    unlink(PATH);
    return 0;
}
