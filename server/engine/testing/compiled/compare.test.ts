import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { Story } from '#shared/model/testing/story';
import { differences } from './compare.ts';

const server = { pid: 7, role: 'server' };

/** A log in which a server makes two calls, and the second has no end. */
function log(): readonly LabEvent[] {
  const story = new Story().start(['server']).spawn(server);
  story
    .enter(server, 'close', 1, [['fd', 3]])
    .letIn(server)
    .returns(server, 0);
  story.enter(server, 'listen', 2, [
    ['sockfd', 4],
    ['backlog', 5],
  ]);
  return story.log;
}

const compiled = (...lines: string[]) => ({ events: log(), strace: new Map([['server', lines]]) });

describe('a run beside what strace saw', () => {
  it.each([
    ['the same calls', ['close(3) = 0', 'listen(4, 5 <unfinished ...>) = ?']],
    [
      'with what the library does for itself',
      ['brk(NULL) = 0x1', 'close(3) = 0', 'write(1, "x", 1) = 1', 'listen(4, 5) = ?'],
    ],
    [
      'with a call that a signal interrupted',
      ['close(3) = ? ERESTARTSYS (To be restarted)', 'close(3) = 0', 'listen(4, 5) = ?'],
    ],
  ])('%s', (_, lines) => expect(differences(log(), compiled(...lines))).toEqual([]));

  it.each([
    ['another result', ['close(3) = -1 EBADF (Bad file descriptor)', 'listen(4, 5) = ?'], 'call 1'],
    ['another argument', ['close(3) = 0', 'listen(4, 6) = ?'], 'call 2'],
    ['a call more', ['close(3) = 0', 'listen(4, 5) = ?', 'close(4) = 0'], 'call 3'],
    ['a call less', ['close(3) = 0'], 'call 2'],
    ['one that came back', ['close(3) = 0', 'listen(4, 5) = 0'], 'never came back'],
  ])('%s is told', (_, lines, why) => {
    expect(differences(log(), compiled(...lines)).join()).toContain(why);
  });

  it('leaves out what the kernel has decided', () => {
    const other = compiled('close(9) = 0', 'listen(4, 5) = ?');
    expect(differences(log(), other, [/close\(\d\)/g, 'close(x)'])).toEqual([]);
  });
});
