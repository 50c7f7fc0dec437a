import { describe, expect, test } from 'vitest';
import { inMain, machineOf, memoryBase, nextCall, shown } from './testing/run.ts';

/** The variables at the first system call. */
function at(body: string): Record<string, string> {
  const machine = machineOf(inMain(`${body}\ngetpid();`));
  nextCall(machine);
  const { argc: _, argv: __, ...rest } = shown(machine);
  return rest;
}

describe('variables', () => {
  test('numbers, characters, truth', () => {
    expect(
      at(
        "int i = -3; unsigned long big = 18446744073709551615ul; char c = 'h', nl = '\\n', odd = 1; bool yes = 5; size_t n = sizeof i; int none;",
      ),
    ).toEqual({
      i: '-3',
      big: '18446744073709551615',
      c: "'h'",
      nl: "'\\n'",
      odd: '1',
      yes: 'true',
      n: '4',
      none: '?',
    });
  });

  test('texts, arrays, addresses', () => {
    const text = `char s[16] = "a\\"b\\n", none[4], part[8]; part[0] = 'x'; int a[3] = {1, 2}; char long_[64]; memset(long_, 'z', 64);
      struct sockaddr_in in = {0}, peer; peer.sin_family = AF_INET; peer.sin_port = htons(7000); peer.sin_addr.s_addr = inet_addr("10.0.0.1");
      struct sockaddr_un un = {AF_UNIX, "echo.sock"}; struct sockaddr_storage any; memcpy(&any, &peer, sizeof peer); struct linger l = {1, 5}; struct sockaddr_in never;`;
    expect(at(text)).toEqual({
      s: String.raw`"a\"b\n"`,
      none: '?',
      part: '"x"',
      a: '{1, 2, 0}',
      long_: `"${'z'.repeat(40)}"…`,
      in: '{0}',
      peer: '{10.0.0.1:7000}',
      un: '{"echo.sock"}',
      any: '{10.0.0.1:7000}',
      l: '{l_onoff = 1, l_linger = 5}',
      never: '?',
    });
  });

  test('pointers: to a name, to a text, to nothing, elsewhere', () => {
    expect(
      at(
        'int fd = 3, *p = &fd, *none = NULL, *wild = (int *)64L; const char *s = "hi"; void *v = &fd; char **list = argv;',
      ),
    ).toEqual({
      fd: '3',
      p: '&fd',
      none: 'NULL',
      wild: '0x40',
      s: '"hi"',
      v: '&fd',
      list: '{"test"}',
    });
  });

  test('sets, events, addresses of every family', () => {
    const text = `fd_set none, two; FD_ZERO(&none); FD_ZERO(&two); FD_SET(3, &two); FD_SET(70, &two); struct pollfd p[2] = {{3, POLLIN | POLLOUT, 0}, {4, POLLIN, POLLHUP}};
      struct epoll_event e = {.events = EPOLLIN | EPOLLET, .data.fd = 5}; sigset_t s; sigemptyset(&s); sigaddset(&s, SIGCHLD); sighandler_t h = SIG_IGN;
      struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(80), .sin6_addr = IN6ADDR_LOOPBACK_INIT}; struct sockaddr_un un = {AF_UNIX, ""}; memcpy(un.sun_path, "\\0echo", 5);
      struct iovec v = {&e, 12}; struct sockaddr_un path = {AF_UNIX, "a"}; struct sockaddr_storage any; memcpy(&any, &six, sizeof six); enum state now = BUSY; word w = 7; pair_t both = {1, {2}};`;
    const machine = machineOf(
      `enum state { IDLE, BUSY };\ntypedef int word;\ntypedef struct { word a; union { int b; char c; }; } pair_t;\n${inMain(`${text}\ngetpid();`)}`,
    );
    nextCall(machine);
    const { argc: _, argv: __, ...rest } = shown(machine);
    expect(rest).toEqual({
      none: '{}',
      two: '{3, 70}',
      p: '{{fd = 3, events = POLLIN|POLLOUT, revents = 0}, {fd = 4, events = POLLIN, revents = POLLHUP}}',
      e: '{events = EPOLLIN|EPOLLET, data = {fd = 5}}',
      s: '{SIGCHLD}',
      h: 'SIG_IGN',
      six: '{[::1]:80}',
      un: '{@"echo"}',
      v: '{iov_base = &e, iov_len = 12}',
      path: '{"a"}',
      any: '{[::1]:80}',
      now: 'BUSY',
      w: '7',
      both: '{a = 1, b = 2, c = 2}',
    });
    expect(machine.variables().find((one) => one.name === 'two')?.type).toBe('fd_set');
    expect(machine.variables().find((one) => one.name === 'both')?.type).toBe('pair_t');
  });

  test('what select, epoll_wait and recvmsg change has its new value', () => {
    const machine = machineOf(
      inMain(
        `fd_set r; FD_ZERO(&r); FD_SET(3, &r); FD_SET(4, &r); struct timeval tv = {5, 0}; select(5, &r, NULL, NULL, &tv);
         struct epoll_event got[4]; epoll_wait(6, got, 4, -1); int status; waitpid(-1, &status, WNOHANG);
         char a[2], b[4]; struct iovec v[2] = {{a, 2}, {b, 4}}; struct msghdr m = {.msg_iov = v, .msg_iovlen = 2}; recvmsg(3, &m, 0); getpid();`,
      ),
    );
    /** A process where the kernel wrote what `bytes` says, by address. */
    const answer = (result: number, bytes: Readonly<Record<number, readonly number[]>>): void => {
      machine.resume(result, (address, length) => {
        const memory = bytes[address];
        if (memory === undefined) throw new Error(`nothing was written at ${address.toString(16)}`);
        return Uint8Array.from({ length }, (_, i) => memory[i] ?? 0);
      });
    };
    const { args: waiting } = nextCall(machine);
    answer(1, { [waiting[1] ?? 0]: [0x10], [waiting[4] ?? 0]: [4, 0, 0, 0, 0, 0, 0, 0, 0x00, 0xca, 0x9a, 0x3b] });
    expect(shown(machine)).toMatchObject({ r: '{4}', tv: '{tv_sec = 4, tv_usec = 1000000}' });
    const { args: events } = nextCall(machine);
    answer(1, { [events[1] ?? 0]: [1, 0, 0, 0, 9] });
    expect(shown(machine)['got']).toBe('{{events = EPOLLIN, data = {fd = 9}}, ?, ?, ?}');
    nextCall(machine);
    answer(0, {});
    expect(shown(machine)['status']).toBe('?');
    const { args: message } = nextCall(machine);
    const header = [...machine.memory.subarray((message[1] ?? 0) - memoryBase, (message[1] ?? 0) - memoryBase + 56)];
    const word = (address: number): number =>
      Number(new DataView(machine.memory.buffer).getBigUint64(address - memoryBase, true));
    const at = (offset: number): number => word(word((message[1] ?? 0) + 16) + offset);
    answer(3, { [message[1] ?? 0]: header, [at(0)]: [104, 105], [at(16)]: [33] });
    expect(shown(machine)).toMatchObject({ a: '"hi"', b: '"!"' });
  });

  test('types are as written; globals come after locals; inner names hide outer ones', () => {
    const machine = machineOf(
      'static int count = 5;\nint main(void)\n{\n  int x = 1;\n  char buf[128] = "";\n  {\n    long x = 2;\n    getpid();\n  }\n  getpid();\n  return 0;\n}\n',
    );
    nextCall(machine);
    expect(machine.variables()).toEqual([
      { name: 'buf', type: 'char[128]', value: '""' },
      { name: 'x', type: 'long', value: '2' },
      { name: 'count', type: 'int', value: '5' },
    ]);
    machine.resume(1);
    nextCall(machine);
    expect(machine.variables().map((one) => `${one.type} ${one.name}`)).toEqual([
      'int x',
      'char[128] buf',
      'int count',
    ]);
  });

  test('what the kernel fills in has a value afterwards', () => {
    const machine = machineOf(
      inMain(
        'char buf[16]; struct sockaddr_in peer; socklen_t len = sizeof peer; recvfrom(3, buf, sizeof buf, 0, (struct sockaddr *)&peer, &len); getpid();',
      ),
    );
    const { args } = nextCall(machine);
    expect(shown(machine)).toMatchObject({ buf: '?', peer: '?', len: '16' });
    machine.memory.set([104, 105, 33], (args[1] ?? 0) - memoryBase);
    machine.memory.set([2, 0, 0x1b, 0x58, 10, 0, 0, 2], (args[4] ?? 0) - memoryBase);
    machine.resume(3);
    nextCall(machine);
    expect(shown(machine)).toMatchObject({ buf: '"hi!"', peer: '{10.0.0.2:7000}', len: '16' });
  });

  test('a failed call fills nothing in', () => {
    const machine = machineOf(inMain('char buf[16]; recv(3, buf, sizeof buf, 0); getpid();'));
    nextCall(machine);
    machine.resume(-11);
    nextCall(machine);
    expect(shown(machine)).toMatchObject({ buf: '?' });
  });

  test('a variable of a loop has no value again each time round', () => {
    const machine = machineOf(
      'int main(void)\n{\n  for (int i = 0; i < 2; i++) {\n    int n;\n    getpid();\n    n = 5;\n    getpid();\n  }\n  return 0;\n}\n',
    );
    const seen: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      nextCall(machine);
      seen.push(shown(machine)['n']);
      machine.resume(1);
    }
    expect(seen).toEqual(['?', '5', '?', '5']);
  });

  test('each function shows its own; at the end main still does', () => {
    const machine = machineOf(
      'int half(int n)\n{\n  int h = n / 2;\n  getpid();\n  return h;\n}\nint main(void)\n{\n  int all = 8;\n  all = half(all);\n  return all;\n}\n',
    );
    nextCall(machine);
    expect([machine.functionName, machine.line, shown(machine)]).toEqual(['half', 4, { n: '8', h: '4' }]);
    machine.resume(1);
    expect(machine.run({ lines: false })).toEqual({ kind: 'exit', status: 4, line: 11 });
    expect([machine.functionName, shown(machine)]).toEqual(['main', { all: '4' }]);
  });
});
