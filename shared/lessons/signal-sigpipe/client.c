/* Writes twice, and has a handler for what follows. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
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

static void on_pipe(int number)
{
    const char text[] = "SIGPIPE: nobody will read this\n";
    (void)number;
    if (write(2, text, sizeof text - 1) < 0)
        _exit(1);
}

int main(int argc, char *argv[])
{
    const char *host = argc > 1 ? argv[1] : "127.0.0.1";

    if (signal(SIGPIPE, on_pipe) == SIG_ERR)
        die("signal");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", host);
        return 1;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    /* The server has closed. The first send() cannot know. */
    if (send(fd, "one", 3, 0) < 0)
        die("first send");
    if (send(fd, "two", 3, 0) < 0) {
        if (errno != EPIPE)
            die("second send");
        printf("still here, with EPIPE\n");
    }
    close(fd);
    return 0;
}
