import { describe, expect, it } from 'vitest';
import { tcpEchoLog } from '../stage/testing/tcp-echo-log.ts';
import { factsOf } from './facts.ts';
import { hexLines } from './hex.ts';

describe('what is known of a socket', () => {
  it('says of TIME_WAIT that nobody owns it, and who told each fact', () => {
    const state = tcpEchoLog().moments.get('client TIME_WAIT');
    const socket = state?.sockets['s2'];
    if (socket === undefined) throw new Error('no s2');
    const facts = Object.fromEntries(factsOf(socket, state?.t ?? 0).map(({ name, value }) => [name, value]));
    expect(facts['state']).toBe('TIME_WAIT');
    expect(facts['owners']).toBe('nobody: the kernel’s own');
    expect(facts['other end']).toBe('10.0.0.1:7000');
    expect(socket.told['state']?.source).toBe('sock_diag');
  });
});

describe('bytes', () => {
  it('stand sixteen in a line, with what of them prints', () => {
    const lines = hexLines(new TextEncoder().encode('hello, sockets!!x').fill(0, 0, 1));
    expect(lines).toEqual([
      { offset: '0000', hex: '00 65 6c 6c 6f 2c 20 73 6f 63 6b 65 74 73 21 21', text: '.ello, sockets!!' },
      { offset: '0010', hex: '78', text: 'x' },
    ]);
    expect(hexLines(new Uint8Array())).toEqual([]);
  });
});
