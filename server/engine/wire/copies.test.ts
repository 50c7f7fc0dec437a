import { describe, expect, it } from 'vitest';
import type { TcpFlag } from '#shared/abi/packet-tcp';
import { copyKey, Copies, type Comparable } from './copies.ts';

const packet = (flags: TcpFlag[], rawSeq: number, len = 0, sport = 41532): Comparable => ({
  ip: { src: '10.0.0.2', dst: '10.0.0.1' },
  tcp: { sport, dport: 7000, flags, rawSeq, len },
});

describe('copies of packets', () => {
  it('a SYN sent again, and again, is a copy of the first', () => {
    const copies = new Copies();
    expect(copies.seen('p1', 'B', packet(['SYN'], 100))).toBeNull();
    expect(copies.seen('p2', 'B', packet(['SYN'], 100))).toBe('p1');
    expect(copies.seen('p3', 'B', packet(['SYN'], 100))).toBe('p1');
  });

  it('data is a copy whatever its PSH; data after it is not', () => {
    const copies = new Copies();
    expect(copies.seen('p1', 'B', packet(['PSH', 'ACK'], 101, 5))).toBeNull();
    expect(copies.seen('p2', 'B', packet(['ACK'], 101, 5))).toBe('p1');
    expect(copies.seen('p3', 'B', packet(['ACK'], 106, 5))).toBeNull();
    expect(copies.seen('p4', 'B', packet(['ACK'], 101, 4))).toBeNull();
  });

  it('a FIN is not a copy of data, nor a SYN,ACK of a SYN', () => {
    const copies = new Copies();
    copies.seen('p1', 'B', packet(['ACK'], 101, 5));
    expect(copies.seen('p2', 'B', packet(['FIN', 'ACK'], 101, 5))).toBeNull();
    copies.seen('p3', 'B', packet(['SYN'], 100));
    expect(copies.seen('p4', 'B', packet(['SYN', 'ACK'], 100))).toBeNull();
  });

  it('another direction or port is another packet', () => {
    const copies = new Copies();
    copies.seen('p1', 'B', packet(['SYN'], 100));
    expect(copies.seen('p2', 'A', packet(['SYN'], 100))).toBeNull();
    expect(copies.seen('p3', 'B', packet(['SYN'], 100, 0, 41533))).toBeNull();
  });

  it('never takes a bare ACK, a reset or anything but TCP for a copy', () => {
    expect(copyKey('B', packet(['ACK'], 101))).toBeNull();
    expect(copyKey('B', packet(['RST', 'ACK'], 101))).toBeNull();
    expect(copyKey('B', packet(['RST'], 101, 3))).toBeNull();
    expect(copyKey('B', { ip: { src: '10.0.0.2', dst: '10.0.0.1' } })).toBeNull();
  });

  it('forgets the oldest of very many', () => {
    const copies = new Copies();
    for (let i = 0; i < 10_001; i++) copies.seen(`p${i}`, 'B', packet(['ACK'], i, 1));
    expect(copies.seen('again', 'B', packet(['ACK'], 10_000, 1))).toBe('p10000');
    expect(copies.seen('again', 'B', packet(['ACK'], 0, 1))).toBeNull();
  });
});
