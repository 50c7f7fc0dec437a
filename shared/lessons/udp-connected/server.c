/* Answers whoever asks. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000

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

    char buf[128];
    struct sockaddr_in peer;
    socklen_t len = sizeof peer;
    if (recvfrom(fd, buf, sizeof buf, 0,
                 (struct sockaddr *)&peer, &len) < 0)
        die("recvfrom");
    if (sendto(fd, "welcome", 7, 0,
               (struct sockaddr *)&peer, len) < 0)
        die("sendto");

    close(fd);
    return 0;
}
