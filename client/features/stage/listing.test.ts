import { describe, expect, it } from 'vitest';
import type { ProcessState } from '#shared/model/state';
import { callIn, callListing, listingWindow } from './listing.ts';
import { lineOf, serverText } from './testing/programs.ts';
import { tcpEchoLog } from './testing/tcp-echo-log.ts';

const log = tcpEchoLog();
const server = (moment: string): ProcessState => {
  const process = Object.values(log.moments.get(moment)?.processes ?? {}).find((p) => p.role === 'server');
  if (process === undefined) throw new Error(`no server at ${moment}`);
  return process;
};

describe('the listing window', () => {
  it('begins at main before the program runs', () => {
    expect(listingWindow(serverText, null, 7)[0]?.text).toBe('int main(void)');
  });

  it('holds the current line at every moment of the run', () => {
    for (const state of log.states()) {
      for (const process of Object.values(state.processes)) {
        if (process.line === null || process.role !== 'server') continue;
        const rows = listingWindow(serverText, process, 7);
        expect(rows).toHaveLength(7);
        expect(rows.filter((row) => row.current)).toHaveLength(1);
      }
    }
  });

  it('ticks a line with the result of its call', () => {
    const rows = listingWindow(serverText, server('server waits in accept'), 7);
    expect(rows.find((row) => row.line === lineOf(serverText, 'listen('))?.result).toMatchObject({
      api: 'listen',
      ret: 0,
    });
    expect(rows.find((row) => row.current)?.result).toBeNull();
  });

  it('takes off the indentation that all lines share, whatever the closing brace does', () => {
    const rows = listingWindow(serverText, server('server exited'), 7);
    expect(rows.at(-1)?.text).toBe('}');
    expect(rows.find((row) => row.text.startsWith('close(listener)'))).toBeDefined();
  });
});

describe('a lecture listing', () => {
  const calls = ['socket', 'bind', 'listen', 'accept', 'recv', 'send', 'close'];

  it('shows the calls alone, in the room there is', () => {
    const rows = callListing(serverText, server('server waits in accept'), calls, 3, 24);
    expect(rows.map((row) => row.text)).toEqual(['listen(listener, 5)', 'accept(listener, …)', 'recv(conn, buf, …)']);
    expect(rows.map((row) => row.current)).toEqual([false, true, false]);
  });

  it('finds a call inside a condition, parentheses in its arguments and strings included', () => {
    expect(callIn('if (send(fd, "a(b", (size_t)n, 0) < 0)', calls)).toBe('send(fd, "a(b", (size_t)n, 0)');
    expect(callIn('    die("send");', calls)).toBeNull();
  });
});
