import { closeSync, openSync, readSync } from 'node:fs';

/** A call's result, and the error's name where it failed. */
export interface CallEnd {
  readonly ret: number;
  readonly errno?: string;
}

/** What strace has written of one process (`strace -ff -o NAME` makes a file for each), line by line as it grows. */
export class StraceFile {
  private readonly fd: number;
  private rest = '';
  readonly lines: string[] = [];

  constructor(path: string) {
    this.fd = openSync(path, 'r');
  }

  /** Reads what is new; a line that strace has not ended is left for the next time. */
  read(): void {
    const chunk = Buffer.alloc(65_536);
    for (;;) {
      const length = readSync(this.fd, chunk, 0, chunk.length, null);
      if (length === 0) return;
      const parts = (this.rest + chunk.toString('latin1', 0, length)).split('\n');
      this.rest = parts.pop() ?? '';
      this.lines.push(...parts);
    }
  }

  /** `+++ exited with 0 +++` or `+++ killed by SIGPIPE +++`: its end; null while it lives. */
  get end(): { readonly status: number } | { readonly signal: string } | null {
    const last = this.lines.at(-1) ?? '';
    const status = /^\+\+\+ exited with (\d+) \+\+\+$/.exec(last)?.[1];
    if (status !== undefined) return { status: Number(status) };
    const signal = /^\+\+\+ killed by (\w+)/.exec(last)?.[1];
    return signal === undefined ? null : { signal };
  }

  /**
   * How the last call of this name ended; `again`: a signal that has no handler interrupted it and the kernel makes it again; null:
   * strace has not seen it end. One that a handler interrupted ends in EINTR, or in ERESTARTSYS where the kernel will make it
   * again when the handler is over (SA_RESTART, signal(7)).
   */
  resultOf(call: string, since: number): CallEnd | 'again' | null {
    const lines = this.lines.slice(since);
    const at = lines.findLastIndex((line) => line.startsWith(`${call}(`) || line.startsWith('restart_syscall('));
    // The result may be followed by words in brackets: `= -1 EPIPE (Broken pipe)`, `= 1 (in [4])`.
    const match = /.*\)\s+= (\?|-?\w+)(?: (E\w+))?/.exec(lines[at] ?? '');
    if (match === null) return null;
    const [, ret = '', errno = ''] = match;
    if (ret !== '?') return errno === '' ? { ret: Number(ret) } : { ret: Number(ret), errno };
    if (!errno.startsWith('ERESTART')) return null;
    const signal = lines.slice(at).flatMap((line) => /^--- (SIG\w+) /.exec(line)?.[1] ?? [])[0] ?? '';
    const handler = this.handlerOf(signal);
    if (handler === null) return 'again';
    return { ret: -1, errno: errno === 'ERESTARTSYS' && handler.restarts ? 'ERESTARTSYS' : 'EINTR' };
  }

  /** The handler that the program has given to a signal last, as rt_sigaction(2) was told; null: none. */
  private handlerOf(signal: string): { readonly restarts: boolean } | null {
    const given = this.lines.findLast((line) => line.startsWith(`rt_sigaction(${signal}, {sa_handler=`));
    const [, handler = 'SIG_DFL', flags = ''] = /sa_handler=(\w+), .*?sa_flags=([\w|]+)/.exec(given ?? '') ?? [];
    return handler.startsWith('SIG_') ? null : { restarts: flags.includes('SA_RESTART') };
  }

  close(): void {
    closeSync(this.fd);
  }
}
