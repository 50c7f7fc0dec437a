/*
 * Linked to a lesson's compiled program: before main() begins, the process puts itself where a program of a lab is (no
 * descriptor but 0, 1 and 2, no rights, nobody instead of root) and asks the kernel to hold each of its system calls until
 * the test lets it go (seccomp_unotify(2)). CALLS, a list of their numbers, comes from the compiler's command line.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NOBODY 65534

static const unsigned calls[] = {CALLS};
#define COUNT (sizeof calls / sizeof calls[0])

static void drop_rights(void)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2];
    memset(none, 0, sizeof none);
#ifdef DROP_USER
    if (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0)
        _exit(125);
#endif
    if (syscall(SYS_capset, &header, none) != 0) _exit(125);
}

/* Each listed call waits for the listener's word; all others are made at once. */
static int hold_calls(void)
{
    struct sock_filter lines[COUNT + 3];
    struct sock_fprog program = {COUNT + 3, lines};
    lines[0] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (unsigned i = 0; i < COUNT; i++)
        lines[1 + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i], COUNT - i, 0);
    lines[COUNT + 1] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    lines[COUNT + 2] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

__attribute__((constructor)) static void hold(void)
{
    /* Without its tracer nobody would let it go. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (syscall(SYS_close_range, 3, ~0U, 0) != 0) _exit(125);
    drop_rights();
    /* setresuid(2) clears it. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    /* A line at a time, as lab C writes it. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    int listener = hold_calls();
    if (listener != 3) _exit(126);
    /* The first call that is held: whoever holds the calls has its own descriptor of the listener by then. */
    close(listener);
}

/* glibc's asks for a duplicate of descriptor 2 first; lab C's is one write, as everybody thinks it is. */
void perror(const char *words)
{
    int why = errno;
    dprintf(2, "%s: %s\n", words, strerror(why));
    errno = why;
}
