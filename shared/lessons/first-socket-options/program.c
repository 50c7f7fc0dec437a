/* Reads and writes options of one socket. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static int get(int fd, int level, int option)
{
    int value = -1;
    socklen_t size = sizeof value;
    if (getsockopt(fd, level, option, &value, &size) < 0)
        perror("getsockopt");
    return value;
}

static void set(int fd, int level, int option, int value)
{
    if (setsockopt(fd, level, option, &value, sizeof value) < 0)
        perror("setsockopt");
}

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");

    int type = get(fd, SOL_SOCKET, SO_TYPE);
    printf("a stream socket: %d\n", type == SOCK_STREAM);
    printf("listening: %d\n", get(fd, SOL_SOCKET, SO_ACCEPTCONN));
    if (listen(fd, 5) < 0)
        die("listen");
    printf("listening: %d\n", get(fd, SOL_SOCKET, SO_ACCEPTCONN));

    set(fd, SOL_SOCKET, SO_RCVBUF, 4096);
    printf("its buffer: %d\n", get(fd, SOL_SOCKET, SO_RCVBUF));
    set(fd, SOL_SOCKET, SO_RCVBUF, 1);
    printf("its buffer: %d\n", get(fd, SOL_SOCKET, SO_RCVBUF));

    set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    printf("no delay: %d\n", get(fd, IPPROTO_TCP, TCP_NODELAY));

    set(fd, IPPROTO_TCP, 9999, 1);
    close(fd);
    get(fd, SOL_SOCKET, SO_TYPE);
    return 0;
}
