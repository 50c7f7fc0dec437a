import { describe, expect, test } from 'vitest';
import type { SocketState } from '../events/socket.ts';
import { udp, unixDgram } from './datagram.ts';
import { machineFor } from './machine-for.ts';
import { bestRow, hasEdge } from './machine.ts';
import { findPath } from './path.ts';
import { tcpFigure } from './tcp-figure.ts';
import { tcp } from './tcp.ts';
import { unixStream } from './unix-stream.ts';

describe('the table of TCP', () => {
  test('has exactly the edges of RFC 9293 figure 5 as its figure', () => {
    // Read off the figure in the RFC, box by box; SYN-RECEIVED is SYN_RECV here.
    const figure = `
      CLOSED>LISTEN LISTEN>CLOSED CLOSED>SYN_SENT SYN_SENT>CLOSED LISTEN>SYN_SENT LISTEN>SYN_RECV SYN_RECV>LISTEN
      SYN_SENT>SYN_RECV SYN_RECV>FIN_WAIT1 SYN_RECV>ESTABLISHED SYN_SENT>ESTABLISHED ESTABLISHED>FIN_WAIT1
      ESTABLISHED>CLOSE_WAIT FIN_WAIT1>FIN_WAIT2 FIN_WAIT1>CLOSING CLOSE_WAIT>LAST_ACK FIN_WAIT2>TIME_WAIT
      CLOSING>TIME_WAIT LAST_ACK>CLOSED TIME_WAIT>CLOSED`;
    const ours = tcpFigure.map((row) => `${row.from}>${row.to}`);
    expect([...ours].sort()).toEqual(figure.trim().split(/\s+/).sort());
    expect(tcp.transitions.filter((row) => row.figure)).toEqual(tcpFigure);
  });

  test('has the edges the figure leaves out: both in one segment, and resets', () => {
    expect(bestRow(tcp, 'FIN_WAIT1', 'TIME_WAIT')).toMatchObject({ figure: false, where: 'RFC 9293 figure 5, note 2' });
    const connected: SocketState[] = [
      'SYN_SENT',
      'SYN_RECV',
      'ESTABLISHED',
      'FIN_WAIT1',
      'FIN_WAIT2',
      'CLOSING',
      'CLOSE_WAIT',
      'LAST_ACK',
      'TIME_WAIT',
    ];
    expect(
      connected.filter((state) => bestRow(tcp, state, 'CLOSED', { flags: ['RST', 'ACK'] })?.event !== 'rcv RST'),
    ).toEqual([]);
  });

  test('has no edge for what cannot be', () => {
    expect(hasEdge(tcp, 'LISTEN', 'ESTABLISHED')).toBe(false);
    expect(hasEdge(tcp, 'TIME_WAIT', 'ESTABLISHED')).toBe(false);
    expect(hasEdge(tcp, 'CLOSE_WAIT', 'TIME_WAIT')).toBe(false);
  });
});

describe('the row that tells best', () => {
  test.each([
    ['SYN_SENT', 'CLOSED', { flags: ['RST', 'ACK'] }, 'RST arrived while SYN_SENT'],
    ['SYN_SENT', 'CLOSED', { api: 'close' }, 'close() while SYN_SENT'],
    ['SYN_SENT', 'CLOSED', { api: 'shutdown' }, 'close() while SYN_SENT'],
    ['TIME_WAIT', 'CLOSED', { flags: ['SYN'] }, 'a new SYN arrived while TIME_WAIT'],
    ['TIME_WAIT', 'CLOSED', { flags: ['RST'] }, 'RST arrived while TIME_WAIT'],
    ['ESTABLISHED', 'CLOSED', { api: 'close' }, 'connection aborted while ESTABLISHED'],
    ['LAST_ACK', 'CLOSED', { flags: ['ACK'] }, 'ACK arrived while LAST_ACK'],
    ['LAST_ACK', 'CLOSED', { flags: ['RST', 'ACK'] }, 'RST arrived while LAST_ACK'],
    // One row only: what else could it have been?
    ['FIN_WAIT1', 'FIN_WAIT2', {}, 'ACK arrived while FIN_WAIT1'],
    ['FIN_WAIT2', 'CLOSED', { flags: ['PSH', 'ACK'] }, 'data arrived while FIN_WAIT2, after close()'],
    ['FIN_WAIT2', 'CLOSED', { flags: ['RST', 'ACK'] }, 'RST arrived while FIN_WAIT2'],
    // close(), RST or timeout: connect() is none of them, and nothing at all tells nothing.
    ['SYN_SENT', 'CLOSED', { api: 'connect' }, undefined],
    ['FIN_WAIT2', 'CLOSED', {}, undefined],
  ] as const)('%s -> %s', (from, to, evidence, title) => {
    expect(bestRow(tcp, from, to, evidence)?.title).toBe(title);
  });

  test('tells a Unix datagram socket that gives up its peer from one that lost it', () => {
    const title = (api: string) => bestRow(unixDgram, 'ESTABLISHED', 'UNCONN', { api })?.title;
    expect(title('connect')).toBe('connect(AF_UNSPEC) while ESTABLISHED');
    expect(title('send')).toBe('send() after the peer has closed');
    expect(title('close')).toBeUndefined();
  });

  test('is none where no edge is', () => {
    expect(bestRow(tcp, 'LISTEN', 'TIME_WAIT')).toBeNull();
  });
});

describe('the way between two looks', () => {
  test.each([
    ['CLOSED', 'ESTABLISHED', ['SYN_SENT']],
    ['CLOSED', 'SYN_SENT', []],
    ['SYN_RECV', 'SYN_RECV', []],
    ['LISTEN', 'ESTABLISHED', ['SYN_RECV']],
    ['ESTABLISHED', 'TIME_WAIT', ['FIN_WAIT1']],
    ['ESTABLISHED', 'LAST_ACK', ['CLOSE_WAIT']],
    ['SYN_RECV', 'LAST_ACK', ['ESTABLISHED', 'CLOSE_WAIT']],
  ] as const)('%s -> %s', (from, to, between) => {
    expect(findPath(tcp, from, to)).toEqual(between);
  });

  test('is none where the table has none', () => {
    expect(findPath(unixStream, 'ESTABLISHED', 'LISTEN')).toEqual(['UNCONN']);
    expect(findPath(unixStream, 'UNCONN', 'SYN_SENT')).toBeNull();
    expect(findPath(udp, 'ESTABLISHED', 'LISTEN')).toBeNull();
  });
});

test.each([tcp, udp, unixStream, unixDgram])('$id: rows stay within its states, and say why and where', (machine) => {
  const strangers = machine.transitions.filter(
    (row) => !machine.states.includes(row.from) || !machine.states.includes(row.to),
  );
  expect(strangers).toEqual([]);
  expect(machine.transitions.filter((row) => row.from === row.to)).toEqual([]);
  expect(
    machine.transitions.filter((row) => [row.title, row.outcome, row.where].includes('') || !row.why.endsWith('.')),
  ).toEqual([]);
  const unreachable = machine.states.filter((state) => findPath(machine, machine.initial, state) === null);
  expect(unreachable).toEqual([]);
});

test('each kind of socket has its machine', () => {
  expect(machineFor('tcp', 'SOCK_STREAM')).toBe(tcp);
  expect(machineFor('udp', 'SOCK_DGRAM')).toBe(udp);
  expect(machineFor('unix', 'SOCK_STREAM')).toBe(unixStream);
  expect(machineFor('unix', 'SOCK_SEQPACKET')).toBe(unixStream);
  expect(machineFor('unix', 'SOCK_DGRAM')).toBe(unixDgram);
});
