/* Calls its peer and closes too early. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(int argc, char *argv[])
{
    if (argc != 4) {
        fprintf(stderr, "usage: peer OWN-PORT ADDRESS PORT\n");
        return 1;
    }

    struct sockaddr_in own = {0};
    own.sin_family = AF_INET;
    own.sin_port = htons((uint16_t)atoi(argv[1]));
    own.sin_addr.s_addr = htonl(INADDR_ANY);

    struct sockaddr_in other = {0};
    other.sin_family = AF_INET;
    other.sin_port = htons((uint16_t)atoi(argv[3]));
    if (inet_pton(AF_INET, argv[2], &other.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", argv[2]);
        return 1;
    }

    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0)
        die("socket");
    if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0)
        die("bind");
    if (connect(fd, (struct sockaddr *)&other, sizeof other) < 0)
        perror("connect");
    usleep(500000); /* long enough for the other's SYN */
    close(fd);
    return 0;
}
