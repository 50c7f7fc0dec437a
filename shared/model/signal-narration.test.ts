import { expect, test } from 'vitest';
import { narration } from './narration.ts';
import { formatCall } from './strace.ts';
import { Story } from './testing/story.ts';

const server = { pid: 100, role: 'server' };

test('a signal in the middle of accept(): what interrupts it, the way back, and the call made again', () => {
  const story = new Story().start(['server']).spawn(server);
  story
    .enter(server, 'accept', 10, [['sockfd', 3]])
    .letIn(server)
    .blocked(server);
  story.returns(server, 'ERESTARTSYS');
  expect(narration(story.state)).toBe(
    'A signal has interrupted accept(): the server’s handler runs first, and then the kernel makes the call again by itself.',
  );
  story.goOn(server).enter(server, 'rt_sigreturn', 5);
  expect(narration(story.state)).toBe(
    'The server’s handler is over: rt_sigreturn() takes it back to where the signal came.',
  );
  story.letIn(server).returns(server, 'EINTR');
  expect(narration(story.state)).toBe('The server goes on where the signal came, as if nothing had happened.');
});

test('without SA_RESTART the program hears of it', () => {
  const story = new Story().start(['server']).spawn(server);
  story.enter(server, 'pause', 10).letIn(server).blocked(server);
  expect(narration(story.state)).toBe('The server sleeps in pause() until a signal comes.');
  story.returns(server, 'EINTR');
  expect(narration(story.state)).toMatch(/^pause\(\) fails for the server with EINTR .*: a signal came while it slept/);
});

test('a call that is going to be made again has no result yet, as strace writes it', () => {
  expect(formatCall({ call: 'accept', args: [{ name: 'sockfd', value: 3 }] }, { ret: -1, errno: 'ERESTARTSYS' })).toBe(
    'accept(3) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)',
  );
});
