/** What a snippet can refer to where it is put. */
interface Place {
  /** The descriptor that socket() gave last above; 3, the first one a program gets, where there is none. */
  readonly socket: string;
  /** The one that carries data: of accept(), else of socket(). */
  readonly data: string;
  /** A name that the text does not use yet. */
  readonly fresh: (base: string) => string;
}

type Snippet = (at: Place) => readonly string[];

/** A call whose failure is told: the least that a program does about it. */
const told = (call: string, what: string): readonly string[] => [`if (${call} < 0)`, `    perror("${what}");`];

/** Lines with names of their own. */
const block = (...lines: readonly string[]): readonly string[] => ['{', ...lines.map((line) => `    ${line}`), '}'];

const address = (host: string): readonly string[] => [
  'struct sockaddr_in to = {0};',
  'to.sin_family = AF_INET;',
  'to.sin_port = htons(7000);',
  `to.sin_addr.s_addr = ${host};`,
];

const whose = (call: string): Snippet => {
  return ({ socket }) =>
    block(
      'struct sockaddr_in who;',
      'socklen_t size = sizeof who;',
      ...told(`${call}(${socket}, (struct sockaddr *)&who, &size)`, call),
    );
};

/** C to begin with, one entry a call. What stands there is whole: it can run as it is, in the wrong place too. */
const table: Readonly<Record<string, Snippet>> = {
  socket: ({ fresh }) => {
    const fd = fresh('fd');
    return [`int ${fd} = socket(AF_INET, SOCK_STREAM, 0);`, `if (${fd} < 0)`, '    perror("socket");'];
  },
  setsockopt: ({ socket }) =>
    block('int on = 1;', ...told(`setsockopt(${socket}, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on)`, 'setsockopt')),
  bind: ({ socket }) =>
    block(...address('htonl(INADDR_ANY)'), ...told(`bind(${socket}, (struct sockaddr *)&to, sizeof to)`, 'bind')),
  listen: ({ socket }) => told(`listen(${socket}, 5)`, 'listen'),
  accept: ({ socket, fresh }) => {
    const fd = fresh('conn');
    return [`int ${fd} = accept(${socket}, NULL, NULL);`, `if (${fd} < 0)`, '    perror("accept");'];
  },
  connect: ({ socket }) =>
    block(
      ...address('inet_addr("10.0.0.1")'),
      ...told(`connect(${socket}, (struct sockaddr *)&to, sizeof to)`, 'connect'),
    ),
  send: ({ data }) => told(`send(${data}, "hello", 5, 0)`, 'send'),
  recv: ({ data }) => block('char bytes[128];', ...told(`recv(${data}, bytes, sizeof bytes, 0)`, 'recv')),
  sendto: ({ socket }) =>
    block(
      ...address('inet_addr("10.0.0.1")'),
      ...told(`sendto(${socket}, "hello", 5, 0, (struct sockaddr *)&to, sizeof to)`, 'sendto'),
    ),
  recvfrom: ({ socket }) =>
    block('char bytes[128];', ...told(`recvfrom(${socket}, bytes, sizeof bytes, 0, NULL, NULL)`, 'recvfrom')),
  read: ({ data }) => block('char bytes[128];', ...told(`read(${data}, bytes, sizeof bytes)`, 'read')),
  write: ({ data }) => told(`write(${data}, "hello", 5)`, 'write'),
  shutdown: ({ data }) => told(`shutdown(${data}, SHUT_WR)`, 'shutdown'),
  close: ({ data }) => told(`close(${data})`, 'close'),
  getsockopt: ({ socket }) =>
    block(
      'int error = 0;',
      'socklen_t size = sizeof error;',
      ...told(`getsockopt(${socket}, SOL_SOCKET, SO_ERROR, &error, &size)`, 'getsockopt'),
    ),
  getsockname: whose('getsockname'),
  getpeername: whose('getpeername'),
  fcntl: ({ socket }) => told(`fcntl(${socket}, F_SETFL, O_NONBLOCK)`, 'fcntl'),
  select: ({ data }) =>
    block(
      'fd_set ready;',
      'FD_ZERO(&ready);',
      `FD_SET(${data}, &ready);`,
      ...told(`select(${data} + 1, &ready, NULL, NULL, NULL)`, 'select'),
    ),
  poll: ({ data }) =>
    block(`struct pollfd one = { .fd = ${data}, .events = POLLIN };`, ...told('poll(&one, 1, 1000)', 'poll')),
  epoll_create1: ({ fresh }) => {
    const fd = fresh('epoll');
    return [`int ${fd} = epoll_create1(0);`, `if (${fd} < 0)`, '    perror("epoll_create1");'];
  },
  socketpair: ({ fresh }) => {
    const pair = fresh('pair');
    return [`int ${pair}[2];`, ...told(`socketpair(AF_UNIX, SOCK_STREAM, 0, ${pair})`, 'socketpair')];
  },
  dup: ({ data, fresh }) => [`int ${fresh('copy')} = dup(${data});`],
  unlink: () => told('unlink("echo.sock")', 'unlink'),
  sleep: () => ['sleep(1);'],
  getpid: () => ['printf("I am %d\\n", getpid());'],
};

/** The calls that can be added, in the order in which a program usually makes them. */
export const addableCalls: readonly string[] = Object.keys(table);

/** Lines of C that make that call, as they fit a text at an offset. */
export function snippet(call: string, text: string, offset: number): readonly string[] {
  const above = text.slice(0, offset);
  const last = (makers: string): string | undefined =>
    [...above.matchAll(new RegExp(`\\b(\\w+)\\s*=\\s*(?:${makers})\\s*\\(`, 'g'))].at(-1)?.[1];
  const socket = last('socket') ?? '3';
  const make = table[call];
  if (make === undefined) throw new Error(`there is no snippet for ${call}`);
  return make({
    socket,
    data: last('accept|accept4|socket') ?? socket,
    fresh: (base) => {
      const used = new Set(text.match(/\w+/g));
      for (let n = 1; ; n += 1) {
        const name = n === 1 ? base : `${base}${n}`;
        if (!used.has(name)) return name;
      }
    },
  });
}
