/* Sends two messages over UDP and the same over TCP. */
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

static void say(int fd, const char *what, size_t length)
{
    if (send(fd, what, length, 0) < 0)
        die("send");
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

    int tcp = socket(AF_INET, SOCK_STREAM, 0);
    if (tcp < 0)
        die("socket");
    if (connect(tcp, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    int udp = socket(AF_INET, SOCK_DGRAM, 0);
    if (udp < 0)
        die("socket");
    if (connect(udp, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");

    say(udp, "one", 3);
    say(udp, "", 0);
    say(udp, "two", 3);

    say(tcp, "one", 3);
    say(tcp, "", 0);
    say(tcp, "two", 3);

    /* Wait until the server is done. */
    char buf[16];
    if (recv(tcp, buf, sizeof buf, 0) < 0)
        die("recv");
    close(udp);
    close(tcp);
    return 0;
}
