/* Says one word and waits for the answer. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(int argc, char *argv[])
{
    const char *host = argc > 1 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? atoi(argv[2]) : 7000;
    const char *word = argc > 3 ? argv[3] : "hello";

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons((in_port_t)port);
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", host);
        return 1;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    if (send(fd, word, strlen(word), 0) < 0)
        die("send");

    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("%.*s\n", (int)n, buf);
    close(fd);
    return 0;
}
