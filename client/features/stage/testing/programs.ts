const die = `static void die(const char *what)
{
    perror(what);
    exit(1);
}
`;

const tail = `
    /* One listening socket waits; each client gets its own. */
    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        die("accept");

    char buf[128];
    ssize_t n;
    while ((n = recv(conn, buf, sizeof buf, 0)) > 0)
        if (send(conn, buf, (size_t)n, 0) < 0)
            die("send");
    if (n < 0)
        die("recv");

    close(conn);
    close(listener);
    return 0;
}
`;

/** Texts like those of the lessons, with known line numbers (see `lineOf`). */
export const serverText = `${die}
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
${tail}`;

export const unixServerText = `${die}
int main(void)
{
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0)
        die("socket");

    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, PATH);
    unlink(PATH); /* left over from an earlier run? */
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("bind");
    if (listen(listener, 5) < 0)
        die("listen");
${tail}`;

export const clientText = `${die}
int main(int argc, char *argv[])
{
    const char *host = argc > 1 ? argv[1] : "127.0.0.1";

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        die("connect");
    if (send(fd, "hello", 5, 0) < 0)
        die("send");

    char buf[128];
    ssize_t n = recv(fd, buf, sizeof buf - 1, 0);
    if (n < 0)
        die("recv");
    close(fd);

    buf[n] = '\\0';
    printf("%s\\n", buf);
    return 0;
}
`;

/** 1-based line of the first line that holds this text. */
export function lineOf(text: string, part: string): number {
  const index = text.split('\n').findIndex((line) => line.includes(part));
  if (index < 0) throw new Error(`the program has no line with ${part}`);
  return index + 1;
}
