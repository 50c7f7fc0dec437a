/* Hands three datagrams to the kernel in one call. */
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

int main(int argc, char *argv[])
{
    const char *host = argc > 1 ? argv[1] : "127.0.0.1";

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", host);
        return 1;
    }

    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");

    char *text[COUNT] = {"one", "two", "three"};
    struct iovec part[COUNT];
    struct mmsghdr message[COUNT];
    memset(message, 0, sizeof message);
    for (int i = 0; i < COUNT; i++) {
        part[i].iov_base = text[i];
        part[i].iov_len = strlen(text[i]);
        message[i].msg_hdr.msg_name = &addr;
        message[i].msg_hdr.msg_namelen = sizeof addr;
        message[i].msg_hdr.msg_iov = &part[i];
        message[i].msg_hdr.msg_iovlen = 1;
    }
    int n = sendmmsg(fd, message, COUNT, 0);
    if (n < 0)
        die("sendmmsg");
    printf("%d sent, the last with %u bytes\n", n, message[n - 1].msg_len);
    close(fd);
    return 0;
}
