/** What people write that lab C does not have, and what to write instead. */
export const refusals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    gets: 'gets cannot know how large its buffer is; read(0, buf, sizeof buf) can',
    scanf: 'a program in the lab has no keyboard; take the value from argv',
    fgets: 'a program in the lab has no keyboard; take the text from argv',
    getchar: 'a program in the lab has no keyboard; take the text from argv',
    fopen: 'the lab has no files but sockets; use a char array',
    fdopen: 'its stdio has no buffers of its own; use read, write and snprintf with the descriptor',
    open: 'the lab has no files but sockets; use a char array',
    system: 'a program in the lab cannot start others; fork makes a second process of this one',
    execve: 'a program in the lab cannot start others; fork makes a second process of this one',
    execl: 'a program in the lab cannot start others; fork makes a second process of this one',
    execlp: 'a program in the lab cannot start others; fork makes a second process of this one',
    execvp: 'a program in the lab cannot start others; fork makes a second process of this one',
    popen: 'a program in the lab cannot start others; fork makes a second process of this one',
    vfork: 'fork does the same here',
    sprintf: 'write snprintf(buf, sizeof buf, ...), which knows where the buffer ends',
    pthread_create: 'threads are not in lab C; use fork, or add a program to the lesson',
    pthread_t: 'threads are not in lab C; use fork, or add a program to the lesson',
    addrinfo: 'the lab has no name service; write the address, 10.0.0.1, and inet_pton',
    hostent: 'the lab has no name service; write the address, 10.0.0.1, and inet_pton',
    cout: 'this is C, not C++; write printf("…")',
    cin: 'this is C, not C++; take the value from argv',
    gethostbyname: 'the lab has no name service; write the address, 10.0.0.1, and inet_pton',
    getaddrinfo: 'the lab has no name service; write the address, 10.0.0.1, and inet_pton',
    freeaddrinfo: 'the lab has no name service; write the address, 10.0.0.1, and inet_pton',
    getnameinfo: 'the lab has no name service; write the address with inet_ntop',
    alloca: 'declare an array, char buf[128], or use malloc',
    setjmp: 'use a loop, or a function with return',
    atexit: 'call the function before exit',
    qsort: 'sort in a loop of your own',
    strtok: 'it changes its text and keeps a place in it; use strchr in a loop',
  }),
);

/** The same for headers. */
export const refusedHeaders: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'pthread.h': 'threads are not in lab C; use fork, or add a program to the lesson',
    'semaphore.h': 'threads are not in lab C; a pipe or an eventfd can wake another process',
    'math.h': 'lab C has no floating-point numbers; use int or long',
    iostream: 'this is C, not C++; write #include <stdio.h> and printf',
    'sys/mman.h': 'lab C maps no memory by hand; malloc does',
    'winsock2.h': 'this is Linux; write #include <sys/socket.h>',
  }),
);
