import { describe, expect, test } from 'vitest';
import { constants } from '#shared/abi/constants';
import { errnoNumbers, strerror } from '#shared/abi/errno';
import { haveCompiler, runCompiled } from './testing/compiler.ts';

const headers = [
  'errno.h stdio.h stdlib.h string.h limits.h stdint.h unistd.h fcntl.h poll.h time.h sys/select.h sys/epoll.h',
  'sys/eventfd.h sys/signalfd.h sys/timerfd.h sys/ioctl.h linux/sockios.h signal.h sys/time.h sys/wait.h sys/mman.h',
  'sys/socket.h sys/un.h netinet/in.h netinet/tcp.h arpa/inet.h',
].flatMap((line) => line.split(' '));

function run(body: string): string[] {
  const includes = headers.map((header) => `#include <${header}>\n`).join('');
  return runCompiled(`#define _GNU_SOURCE\n${includes}int main(void) {\n${body}\nreturn 0; }\n`).trimEnd().split('\n');
}

describe.skipIf(!haveCompiler)("our numbers are those of this machine's C library (needs cc)", () => {
  test('every constant has the number that the headers give it', () => {
    const names = Object.keys(constants);
    const lines = run(names.map((name) => `printf("%s %lld\\n", "${name}", (long long)${name});`).join('\n'));
    const told = Object.fromEntries(lines.map((line) => line.split(' ')).map(([name, value]) => [name, Number(value)]));
    // Enumerators and constants of type int in the headers, bits of an unsigned mask in the kernel and here.
    const unsigned = Object.fromEntries(['EPOLLET', '__WCLONE'].map((name) => [name, Number(told[name]) >>> 0]));
    expect({ ...told, ...unsigned }).toEqual(constants);
  });

  test("an error's text is strerror's", () => {
    const numbers = [0, ...new Set(Object.values(errnoNumbers)), 4711];
    const lines = run(numbers.map((number) => `puts(strerror(${String(number)}));`).join('\n'));
    expect(numbers.map(strerror)).toEqual(lines);
  });
});
