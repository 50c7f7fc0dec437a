/* Accepts a client, and hands the connection to a worker. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PORT 7000
#define PATH "pass.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* One byte of data, and a descriptor along with it. */
static void pass(int channel, int fd)
{
    char byte = 'x';
    struct iovec data = {.iov_base = &byte, .iov_len = 1};
    char control[CMSG_SPACE(sizeof(int))] = {0};
    struct msghdr msg = {0};
    msg.msg_iov = &data;
    msg.msg_iovlen = 1;
    msg.msg_control = control;
    msg.msg_controllen = sizeof control;

    struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
    cmsg->cmsg_level = SOL_SOCKET;
    cmsg->cmsg_type = SCM_RIGHTS;
    cmsg->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(cmsg), &fd, sizeof(int));

    if (sendmsg(channel, &msg, 0) < 0)
        die("sendmsg");
}

int main(void)
{
    /* The way to the worker. */
    int door = socket(AF_UNIX, SOCK_STREAM, 0);
    if (door < 0)
        die("socket");
    struct sockaddr_un path = {0};
    path.sun_family = AF_UNIX;
    strcpy(path.sun_path, PATH);
    unlink(PATH); /* left over from an earlier run? */
    if (bind(door, (struct sockaddr *)&path, sizeof path) < 0)
        die("bind");
    if (listen(door, 5) < 0)
        die("listen");
    int channel = accept(door, NULL, NULL);
    if (channel < 0)
        die("accept");

    /* The way for clients. */
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

    pass(channel, conn);
    close(conn);
    close(listener);
    close(channel);
    close(door);
    unlink(PATH);
    return 0;
}
