/* The trap of EPOLLET, and the way out of it. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static int wait_for(int epoll, int timeout)
{
    struct epoll_event event;
    int n = epoll_wait(epoll, &event, 1, timeout);
    if (n < 0)
        die("epoll_wait");
    return n;
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
    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");
    if (fcntl(conn, F_SETFL, O_NONBLOCK) < 0)
        die("fcntl");

    int epoll = epoll_create1(0);
    if (epoll < 0)
        die("epoll_create1");
    struct epoll_event event = {0};
    event.events = EPOLLIN | EPOLLET;
    event.data.fd = conn;
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, conn, &event) < 0)
        die("epoll_ctl");

    /* Wrong: read a part, and wait for the rest. */
    wait_for(epoll, -1);
    char buf[2];
    if (recv(conn, buf, sizeof buf, 0) < 0)
        die("recv");
    if (wait_for(epoll, 0) == 0)
        printf("bytes are there, epoll is silent\n");

    /* Something new arrives: that is an edge. */
    if (send(conn, "more?", 5, 0) < 0)
        die("send");
    wait_for(epoll, -1);

    /* Right: read until there is nothing left. */
    ssize_t n;
    while ((n = recv(conn, buf, sizeof buf, 0)) > 0)
        printf("%.*s\n", (int)n, buf);
    if (n < 0 && errno != EAGAIN)
        die("recv");

    close(epoll);
    close(conn);
    close(listener);
    return 0;
}
