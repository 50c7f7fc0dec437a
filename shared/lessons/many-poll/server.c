/* One process, many clients: poll(). */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
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

    struct pollfd list[1 + CLIENTS];
    list[0].fd = listener;
    list[0].events = POLLIN;
    int count = 1;

    int left = CLIENTS;
    while (left > 0) {
        if (poll(list, (nfds_t)count, -1) < 0)
            die("poll");

        for (int i = count - 1; i > 0; i--) {
            if (list[i].revents == 0)
                continue;
            int fd = list[i].fd;
            char buf[128];
            ssize_t got = recv(fd, buf, sizeof buf, 0);
            if (got < 0)
                die("recv");
            if (got > 0) {
                if (send(fd, buf, (size_t)got, 0) < 0)
                    die("send");
                continue;
            }
            close(fd);
            list[i] = list[--count]; /* the last fills the gap */
            left--;
        }

        if (list[0].revents & POLLIN) {
            int conn = accept(listener, NULL, NULL);
            if (conn < 0)
                die("accept");
            list[count].fd = conn;
            list[count].events = POLLIN;
            count++;
        }
    }
    close(listener);
    return 0;
}
