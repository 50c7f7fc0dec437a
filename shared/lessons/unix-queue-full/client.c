/* Sends until the queue is full, then waits for room. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH "queue.sock"

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, PATH);

    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");

    int sent = 0;
    while (send(fd, "hello", 5, MSG_DONTWAIT) == 5)
        sent++;
    perror("send");
    printf("%d datagrams sent\n", sent);

    /* The same without MSG_DONTWAIT: wait for room. */
    if (send(fd, "hello", 5, 0) < 0)
        die("send");
    close(fd);
    return 0;
}
