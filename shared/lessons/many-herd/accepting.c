/* Two processes sleep in accept() on the same listener. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORT 7000

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void serve(int conn)
{
    char buf[128];
    ssize_t n = recv(conn, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    if (send(conn, buf, (size_t)n, 0) < 0)
        die("send");
    close(conn);
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");

    pid_t pid = fork();
    if (pid < 0)
        die("fork");

    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");
    serve(conn);

    if (pid > 0 && wait(NULL) < 0)
        die("wait");
    return 0;
}
