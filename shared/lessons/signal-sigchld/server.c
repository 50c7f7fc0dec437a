/* A process for each client; SIGCHLD tells when one has ended. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORT 7000
#define CLIENTS 2

static volatile sig_atomic_t ended;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* One signal may stand for several children: wait for all there are. */
static void on_child(int number)
{
    int saved = errno;
    (void)number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ended++;
    errno = saved;
}

static void serve(int conn)
{
    char buf[128];
    ssize_t n;
    while ((n = recv(conn, buf, sizeof buf, 0)) > 0)
        if (send(conn, buf, (size_t)n, 0) < 0)
            die("send");
    if (n < 0)
        die("recv");
    close(conn);
}

int main(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_child;
    action.sa_flags = SA_RESTART | SA_NOCLDSTOP;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGCHLD, &action, NULL) < 0)
        die("sigaction");

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

    for (int i = 0; i < CLIENTS; i++) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            die("accept");
        pid_t pid = fork();
        if (pid < 0)
            die("fork");
        if (pid == 0) {
            close(listener);
            serve(conn);
            return 0;
        }
        close(conn); /* the child has it */
    }
    close(listener);

    /* Look and sleep in one go: no signal can come in between. */
    sigset_t child, before;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &child, &before) < 0)
        die("sigprocmask");
    while (ended < CLIENTS)
        sigsuspend(&before);
    printf("%d children have ended\n", (int)ended);
    return 0;
}
