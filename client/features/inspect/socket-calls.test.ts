import { expect, it } from 'vitest';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { SocketCalls } from './socket-calls.ts';

it('calls stand with the socket that they name, as far as they had come at a moment', () => {
  const { log } = tcpEcho('accepting');
  const calls = new SocketCalls();
  for (const event of log) calls.add(event);
  const apis = (seq: number) =>
    calls.upTo('s1', seq, 9).map(({ enter }) => {
      const event = log[enter - 1];
      return event?.kind === 'syscall.enter' ? event.api : '';
    });
  expect(apis(log.length)).toEqual(['bind', 'listen', 'accept']);
  const bind = calls.upTo('s1', log.length, 9)[0];
  expect(log[(bind?.exit ?? 0) - 1]).toMatchObject({ kind: 'syscall.exit', api: 'bind' });
  expect(calls.upTo('s1', log.length, 9).at(-1)?.exit).toBeNull();
  expect(apis(bind?.enter ?? 0)).toEqual(['bind']);
  expect(calls.upTo('s1', log.length, 1)).toHaveLength(1);
  expect(calls.upTo('s9', log.length, 9)).toEqual([]);
});
