/* Asks for memory, little and much. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LARGE (1024 * 1024)

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* One line, straight to the kernel: a mark in the log. */
static void say(const char *text)
{
    if (write(1, text, strlen(text)) < 0)
        die("write");
}

int main(void)
{
    char *first = malloc(100);
    if (first == NULL)
        die("malloc");
    say("first malloc done\n");

    for (int i = 0; i < 100; i++) {
        char *small = malloc(100);
        if (small == NULL)
            die("malloc");
        strcpy(small, "hello");
        free(small);
    }
    free(first);
    say("100 times malloc and free done\n");

    char *large = malloc(LARGE);
    if (large == NULL)
        die("malloc");
    large[LARGE - 1] = 'x';
    say("large malloc done\n");

    free(large);
    say("large free done\n");
    return 0;
}
