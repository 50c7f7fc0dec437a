/* One process, many clients: select(). */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000
#define CLIENTS 3

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");

    fd_set watched;
    FD_ZERO(&watched);
    FD_SET(listener, &watched);
    int highest = listener;

    int left = CLIENTS;
    while (left > 0) {
        /* select() changes the set it gets: give it a copy. */
        fd_set ready = watched;
        int n = select(highest + 1, &ready, NULL, NULL, NULL);
        if (n < 0)
            die("select");

        for (int fd = 0; fd <= highest; fd++) {
            if (!FD_ISSET(fd, &ready))
                continue;
            if (fd == listener) {
                int conn = accept(listener, NULL, NULL);
                if (conn < 0)
                    die("accept");
                FD_SET(conn, &watched);
                if (conn > highest)
                    highest = conn;
                continue;
            }
            char buf[128];
            ssize_t got = recv(fd, buf, sizeof buf, 0);
            if (got < 0)
                die("recv");
            if (got == 0) {
                close(fd);
                FD_CLR(fd, &watched);
                left--;
                continue;
            }
            if (send(fd, buf, (size_t)got, 0) < 0)
                die("send");
        }
    }
    close(listener);
    return 0;
}
