import { describe, expect, it } from 'vitest';
import type { ProcessState } from '#shared/model/state';
import { callIn, callListing, listingWindow, wrapLine } from './listing.ts';
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
    expect(listingWindow(serverText, null, 7, 60)[0]?.text).toBe('int main(void)');
  });

  it('holds the current line at every moment of the run', () => {
    for (const state of log.states()) {
      for (const process of Object.values(state.processes)) {
        if (process.line === null || process.role !== 'server') continue;
        const rows = listingWindow(serverText, process, 7, 80);
        expect(rows).toHaveLength(7);
        expect(rows.filter((row) => row.current)).toHaveLength(1);
      }
    }
  });

  it('ticks a line with the result of its call', () => {
    const rows = listingWindow(serverText, server('server waits in accept'), 7, 60);
    expect(rows.find((row) => row.line === lineOf(serverText, 'listen('))?.result).toMatchObject({
      api: 'listen',
      ret: 0,
    });
    expect(rows.find((row) => row.current)?.result).toBeNull();
  });

  it('takes off the indentation that all lines share, whatever the closing brace does', () => {
    const rows = listingWindow(serverText, server('server exited'), 7, 60);
    expect(rows.at(-1)?.text).toBe('}');
    expect(rows.find((row) => row.text.startsWith('close(listener)'))).toBeDefined();
  });
});

describe('a line too long for its row', () => {
  it('goes on in the next, broken after a comma or before a word, and indented', () => {
    const line = '  if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)';
    const rows = wrapLine(line, 44);
    expect(rows).toEqual(['  if (connect(fd, (struct sockaddr *)&addr,', '      sizeof addr) < 0)']);
    expect(wrapLine(line, 80)).toEqual([line]);
  });

  it('is broken anywhere where it has no space, and nothing of it is lost', () => {
    const rows = wrapLine('x'.repeat(50), 20);
    expect(rows.every((row) => row.length <= 20)).toBe(true);
    expect(rows.join('').replaceAll(' ', '')).toBe('x'.repeat(50));
  });

  it('keeps all rows of the current line in the window, whatever its place', () => {
    for (const state of log.states()) {
      for (const process of Object.values(state.processes)) {
        if (process.line === null || process.role !== 'server') continue;
        const rows = listingWindow(serverText, process, 7, 30);
        const current = rows.filter((row) => row.current);
        expect(rows.length).toBeLessThanOrEqual(7);
        expect(current[0]?.part).toBe(0);
        expect(current.at(-1)?.last).toBe(true);
      }
    }
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
