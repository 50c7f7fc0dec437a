/* Two connected sockets, and then two processes. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void child(int fd)
{
    char buf[32];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    if (send(fd, buf, (size_t)n, 0) < 0)
        die("send");
    close(fd);
}

int main(void)
{
    int fds[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) < 0)
        die("socketpair");

    pid_t pid = fork();
    if (pid < 0)
        die("fork");
    if (pid == 0) {
        close(fds[0]);
        child(fds[1]);
        return 0;
    }

    /* The parent keeps the other end. */
    close(fds[1]);
    if (send(fds[0], "hello", 5, 0) < 0)
        die("send");
    char buf[32];
    ssize_t n = recv(fds[0], buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("answer: %.*s\n", (int)n, buf);
    n = recv(fds[0], buf, sizeof buf, 0);
    if (n < 0)
        die("recv");
    printf("then %zd\n", n);
    close(fds[0]);
    if (wait(NULL) < 0)
        die("wait");
    return 0;
}
