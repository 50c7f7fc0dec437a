import { describe, expect, it } from 'vitest';
import type { IpHeader } from './packet-ip.ts';
import type { TcpFlag, TcpSegment } from './packet-tcp.ts';
import { RelativeNumbers } from './relative-numbers.ts';

const ip = (src: string, dst: string): IpHeader => ({ version: 4, src, dst, ttl: 64, protocol: 6, length: 40 });
const segment = (sport: number, flags: TcpFlag[], rawSeq: number, rawAck = 0): TcpSegment => ({
  sport,
  dport: sport === 7000 ? 41532 : 7000,
  flags,
  rawSeq,
  rawAck,
  len: 0,
  window: 100,
  options: [],
});

/** B is the client of the server A; each line: who, flags, raw numbers -> what is shown. */
function conversation(): {
  a: (flags: TcpFlag[], seq: number, ack?: number) => unknown;
  b: (flags: TcpFlag[], seq: number, ack?: number) => unknown;
} {
  const numbers = new RelativeNumbers();
  return {
    a: (flags, seq, ack) => numbers.relate(ip('10.0.0.1', '10.0.0.2'), segment(7000, flags, seq, ack)),
    b: (flags, seq, ack) => numbers.relate(ip('10.0.0.2', '10.0.0.1'), segment(41532, flags, seq, ack)),
  };
}

describe('relative numbers', () => {
  it('count from the SYN of each side, over the end of 32 bits', () => {
    const { a, b } = conversation();
    expect(b(['SYN'], 0xffff_fffe)).toEqual({ seq: 0 });
    expect(a(['SYN', 'ACK'], 5000, 0xffff_ffff)).toEqual({ seq: 0, ack: 1 });
    expect(b(['ACK'], 0xffff_ffff, 5001)).toEqual({ seq: 1, ack: 1 });
    expect(b(['PSH', 'ACK'], 3, 5001)).toEqual({ seq: 5, ack: 1 });
    expect(a(['FIN', 'ACK'], 5001, 8)).toEqual({ seq: 1, ack: 10 });
  });

  it('keep a retransmitted SYN at 0', () => {
    const { b } = conversation();
    expect([b(['SYN'], 77), b(['SYN'], 77)]).toEqual([{ seq: 0 }, { seq: 0 }]);
  });

  it('cross in a simultaneous open', () => {
    const { a, b } = conversation();
    expect([b(['SYN'], 100), a(['SYN'], 900)]).toEqual([{ seq: 0 }, { seq: 0 }]);
    expect(a(['SYN', 'ACK'], 900, 101)).toEqual({ seq: 0, ack: 1 });
    expect(b(['SYN', 'ACK'], 100, 901)).toEqual({ seq: 0, ack: 1 });
  });

  it('begin at 1 where no SYN was seen: the reset of a closed port', () => {
    const { a, b } = conversation();
    b(['SYN'], 100);
    expect(a(['RST', 'ACK'], 0, 101)).toEqual({ seq: 1, ack: 1 });
  });

  it('begin at 1 on both sides of a conversation whose start was not seen', () => {
    const { a, b } = conversation();
    expect(b(['PSH', 'ACK'], 7000, 300)).toEqual({ seq: 1, ack: 1 });
    expect(a(['ACK'], 300, 7005)).toEqual({ seq: 1, ack: 6 });
  });

  it('start again with a new SYN on the same ports', () => {
    const { a, b } = conversation();
    b(['SYN'], 100);
    a(['SYN', 'ACK'], 900, 101);
    expect(b(['SYN'], 50_000)).toEqual({ seq: 0 });
    expect(a(['SYN', 'ACK'], 7, 50_001)).toEqual({ seq: 0, ack: 1 });
  });
});
