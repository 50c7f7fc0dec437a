#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * What signal handlers do to a program. Every line that it prints is the same whenever the signals come; each is later than the
 * one before, so that a program that is slow gets on as well.
 */

static volatile sig_atomic_t count, fed, soon;
static int depth;
static int line_pipe[2];

static void say(const char *text, long number)
{
    char line[100];
    int length = snprintf(line, sizeof line, "%s %ld\n", text, number);
    write(1, line, length);
}

static void counts(int number)
{
    count++;
    say("handler gets", number);
}

static void alarm_in(int milliseconds)
{
    struct itimerval once = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000}};
    soon = milliseconds;
    setitimer(ITIMER_REAL, &once, NULL);
}

static void quiet(int number)
{
    count += number > 0;
    alarm_in(2 * soon);
}

static void spoils_errno(int number)
{
    if (count++ == 0) close(-number);
    alarm_in(2 * soon);
}

static void feeds_pipe(int number)
{
    if (fed++ == 0) write(line_pipe[1], "x", number > 0);
    alarm_in(2 * soon);
}

static void raises_other(int number)
{
    say("begin", number);
    raise(SIGUSR2);
    say("end", number);
}

static void nests(int number)
{
    depth++;
    say("depth", depth);
    if (depth < 3) raise(number);
    say("up from", depth);
    depth--;
}

static void tells(int number, siginfo_t *info, void *context)
{
    say("told of", number);
    say("by itself:", info->si_signo == number && info->si_pid == getpid() && info->si_code <= 0 && context != NULL);
}

static void child_ended(int number, siginfo_t *info, void *context)
{
    int status, saved = errno;
    pid_t pid;
    say("child's status", context != NULL && number == SIGCHLD ? info->si_status : -1);
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) say("reaped, exit status", WEXITSTATUS(status));
    count++;
    errno = saved;
}

static void leaves(int number)
{
    say("leaves at", number);
    _exit(5);
}

static void handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    say("sigaction", sigaction(number, &action, NULL));
}

static void interrupted(const char *what, int result)
{
    int why = errno;
    say(what, result);
    say(" for EINTR", why == EINTR);
}

int main(void)
{
    char byte;
    int status, number;
    sigset_t set, none;
    struct sigaction action, old;
    struct pollfd wait_for;
    struct timeval five = {5, 0};
    void (*before)(int);
    pipe(line_pipe);
    sigemptyset(&none);

    /* A signal of its own comes before the call that raised it returns. */
    before = signal(SIGUSR1, counts);
    say("before there was the default", before == SIG_DFL);
    say("raise", raise(SIGUSR1));
    say("kill", kill(getpid(), SIGUSR1));
    say("seen", count);
    say("the handler was ours", signal(SIGUSR1, SIG_IGN) == counts);
    raise(SIGUSR1);
    say("ignored", count);

    /* Calls that sleep are interrupted, and errno is set after the handler. */
    handle(SIGALRM, spoils_errno, 0);
    count = 0;
    alarm_in(50);
    interrupted("read", read(line_pipe[0], &byte, 1));
    interrupted("accept without a socket", accept(-1, NULL, NULL) == -1 && errno == EBADF ? -2 : -1);
    alarm_in(50);
    interrupted("pause", pause());
    wait_for.fd = line_pipe[0];
    wait_for.events = POLLIN;
    handle(SIGALRM, quiet, SA_RESTART);
    alarm_in(50);
    interrupted("poll in spite of SA_RESTART", poll(&wait_for, 1, 5000));
    alarm_in(50);
    interrupted("select", select(0, NULL, NULL, NULL, &five));
    say("time is left", five.tv_sec > 0 || five.tv_usec > 0);
    alarm_in(50);
    say("sleep leaves some", sleep(50) > 0);

    /* SA_RESTART: read is made again, and gets what the handler has written. */
    handle(SIGALRM, feeds_pipe, SA_RESTART);
    alarm_in(50);
    say("read after all", read(line_pipe[0], &byte, 1));

    /* Blocked signals wait. */
    signal(SIGALRM, SIG_IGN);
    signal(SIGUSR1, counts);
    count = 0;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old.sa_mask);
    raise(SIGUSR1);
    sigpending(&set);
    say("pending", sigismember(&set, SIGUSR1));
    say("not yet", count);
    interrupted("sigsuspend", sigsuspend(&none));
    say("now", count);
    raise(SIGUSR1);
    sigprocmask(SIG_SETMASK, &none, NULL);
    say("unblocked", count);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    say("sigwait", sigwait(&set, &number));
    say("found", number);
    sigprocmask(SIG_SETMASK, &none, NULL);

    /* One handler within another, or after it. */
    handle(SIGUSR2, counts, 0);
    handle(SIGUSR1, raises_other, 0);
    raise(SIGUSR1);
    memset(&action, 0, sizeof action);
    action.sa_handler = raises_other;
    sigaddset(&action.sa_mask, SIGUSR2);
    sigaction(SIGUSR1, &action, &old);
    say("the old one", old.sa_handler == raises_other && !sigismember(&old.sa_mask, SIGUSR2));
    raise(SIGUSR1);
    handle(SIGUSR1, nests, SA_NODEFER);
    raise(SIGUSR1);

    /* What the kernel tells of the signal. */
    memset(&action, 0, sizeof action);
    action.sa_sigaction = tells;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    kill(getpid(), SIGUSR1);

    /* A child has the handlers too; SA_RESETHAND is for once. */
    handle(SIGUSR1, counts, SA_RESETHAND);
    if (fork() == 0) {
        raise(SIGUSR1);
        raise(SIGUSR1);
        _exit(1);
    }
    wait(&status);
    say("killed by", WIFSIGNALED(status) ? WTERMSIG(status) : 0);

    /* The end of a child is a signal. */
    count = 0;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = child_ended;
    action.sa_flags = SA_SIGINFO | SA_RESTART | SA_NOCLDSTOP;
    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    if (fork() == 0) _exit(42);
    while (count == 0) sigsuspend(&none);
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);

    /* A write that nobody will read. */
    signal(SIGPIPE, counts);
    close(line_pipe[0]);
    say("write", write(line_pipe[1], "x", 1));
    say(" for EPIPE", errno == EPIPE);

    /* A handler need not return. */
    if (fork() == 0) {
        signal(SIGTERM, leaves);
        kill(getpid(), SIGTERM);
        _exit(1);
    }
    wait(&status);
    say("exit status", WEXITSTATUS(status));
    return 0;
}
