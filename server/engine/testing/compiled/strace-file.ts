import { closeSync, openSync, readSync } from 'node:fs';

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
   * How the last call of this name ended: its result, negative errno's name apart; `again`: a signal interrupted it and the
   * kernel makes it again (`? ERESTARTSYS`); null: strace has not seen it end.
   */
  resultOf(call: string, since: number): { readonly ret: number; readonly errno?: string } | 'again' | null {
    const told = this.lines
      .slice(since)
      .findLast((line) => line.startsWith(`${call}(`) || line.startsWith('restart_syscall('));
    // The result may be followed by words in brackets: `= -1 EPIPE (Broken pipe)`, `= 1 (in [4])`.
    const match = /.*\)\s+= (\?|-?\w+)(?: (E\w+))?/.exec(told ?? '');
    if (match === null) return null;
    const [, ret = '', errno] = match;
    if (ret === '?') return errno?.startsWith('ERESTART') === true ? 'again' : null;
    return errno === undefined ? { ret: Number(ret) } : { ret: Number(ret), errno };
  }

  close(): void {
    closeSync(this.fd);
  }
}
