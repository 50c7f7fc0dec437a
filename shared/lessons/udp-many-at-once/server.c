/* Takes three datagrams in one call. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000
#define COUNT 3

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");

    char text[COUNT][16];
    struct iovec part[COUNT];
    struct mmsghdr message[COUNT];
    memset(message, 0, sizeof message);
    for (int i = 0; i < COUNT; i++) {
        part[i].iov_base = text[i];
        part[i].iov_len = sizeof text[i];
        message[i].msg_hdr.msg_iov = &part[i];
        message[i].msg_hdr.msg_iovlen = 1;
    }

    /* It returns when all of them are there. */
    int n = recvmmsg(fd, message, COUNT, 0, NULL);
    if (n < 0)
        die("recvmmsg");
    for (int i = 0; i < n; i++)
        printf("%u bytes: %.*s\n", message[i].msg_len, (int)message[i].msg_len, text[i]);
    close(fd);
    return 0;
}
