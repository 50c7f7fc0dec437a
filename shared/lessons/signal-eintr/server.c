/* Waits for a datagram; its child sends it signals meanwhile. */
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

static volatile sig_atomic_t seen;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* write() may be called in a handler, printf() may not. */
static void on_signal(int number)
{
    char text[] = "signal 0\n";
    (void)number;
    text[7] += ++seen;
    if (write(1, text, 9) < 0)
        _exit(1);
}

static void handle(int number, int flags)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    if (sigaction(number, &action, NULL) < 0)
        die("sigaction");
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

    handle(SIGUSR1, 0);
    handle(SIGUSR2, SA_RESTART);

    pid_t child = fork();
    if (child < 0)
        die("fork");
    if (child == 0) {
        close(fd);
        sleep(1);
        kill(getppid(), SIGUSR1);
        sleep(1);
        kill(getppid(), SIGUSR2);
        return 0;
    }

    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n < 0 && errno == EINTR) {
        printf("interrupted, once more\n");
        n = recv(fd, buf, sizeof buf, 0);
    }
    if (n < 0)
        die("recv");
    printf("%.*s\n", (int)n, buf);

    if (waitpid(child, NULL, 0) < 0)
        die("waitpid");
    close(fd);
    return 0;
}
