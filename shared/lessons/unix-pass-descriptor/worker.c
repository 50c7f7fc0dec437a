/* Gets a connection that it never accepted, and answers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "pass.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static int receive(int channel)
{
    char byte;
    struct iovec data = {.iov_base = &byte, .iov_len = 1};
    char control[CMSG_SPACE(sizeof(int))] = {0};
    struct msghdr msg = {0};
    msg.msg_iov = &data;
    msg.msg_iovlen = 1;
    msg.msg_control = control;
    msg.msg_controllen = sizeof control;

    if (recvmsg(channel, &msg, 0) < 0)
        die("recvmsg");
    struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
    if (cmsg == NULL || cmsg->cmsg_type != SCM_RIGHTS) {
        fprintf(stderr, "no descriptor came along\n");
        exit(1);
    }
    int fd;
    memcpy(&fd, CMSG_DATA(cmsg), sizeof(int));
    return fd;
}

int main(void)
{
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, PATH);

    int channel = socket(AF_UNIX, SOCK_STREAM, 0);
    if (channel < 0)
        die("socket");
    if (connect(channel, (struct sockaddr *)&addr,
                sizeof addr) < 0)
        die("connect");

    int conn = receive(channel);
    printf("got descriptor %d\n", conn);
    if (send(conn, "from the worker", 15, 0) < 0)
        die("send");
    close(conn);
    close(channel);
    return 0;
}
