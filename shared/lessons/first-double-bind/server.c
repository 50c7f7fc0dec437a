/* Asks for addresses it cannot have. */
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
    int first = socket(AF_INET, SOCK_STREAM, 0);
    int second = socket(AF_INET, SOCK_STREAM, 0);
    if (first < 0 || second < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(first, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");

    if (bind(second, (struct sockaddr *)&addr, sizeof addr) < 0)
        perror("second socket");

    addr.sin_port = htons(PORT + 1);
    if (bind(first, (struct sockaddr *)&addr, sizeof addr) < 0)
        perror("same socket again");

    addr.sin_addr.s_addr = inet_addr("192.0.2.1");
    if (bind(second, (struct sockaddr *)&addr, sizeof addr) < 0)
        perror("address of nobody here");

    close(second);
    close(first);
    return 0;
}
