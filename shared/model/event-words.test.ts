import { describe, expect, it } from 'vitest';
import { eventWords, isLink } from './event-words.ts';
import { tcpEcho } from './testing/tcp-echo.ts';

describe('an event in a few words', () => {
  it('tells the handshake so that it can be read down', () => {
    const { log } = tcpEcho('connected');
    const from = log.findIndex((event) => event.kind === 'syscall.enter' && event.api === 'connect');
    expect(log.slice(from).filter(isLink).map(eventWords)).toEqual([
      'client connect()',
      's2 CLOSED → SYN_SENT',
      'SYN held, B → A',
      'client sleeps in connect()',
      'SYN reaches A',
      's3 is there: SYN_RECV',
      'SYN,ACK held, A → B',
      'SYN,ACK reaches B',
      's2 SYN_SENT → ESTABLISHED',
      'ACK held, B → A',
      'client connect() = 0',
      'ACK reaches A',
      's3 SYN_RECV → ESTABLISHED',
      'server accept() = 4',
      'server recv()',
      'server sleeps in recv()',
    ]);
  });
});
