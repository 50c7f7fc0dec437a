/* Opens and closes, and watches the numbers. */
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

int main(void)
{
    int first = socket(AF_INET, SOCK_STREAM, 0);
    int second = socket(AF_INET, SOCK_STREAM, 0);
    if (first < 0 || second < 0)
        die("socket");
    printf("first %d, second %d\n", first, second);

    int copy = dup(second);
    if (copy < 0)
        die("dup");
    close(second);

    struct sockaddr_in own;
    socklen_t size = sizeof own;
    if (getsockname(copy, (struct sockaddr *)&own, &size) < 0)
        die("getsockname");

    close(first);
    if (close(first) < 0)
        perror("close");

    int third = socket(AF_INET, SOCK_STREAM, 0);
    if (third < 0)
        die("socket");
    printf("third %d\n", third);
    return 0;
}
