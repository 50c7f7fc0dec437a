import { expect, it } from 'vitest';
import { serverMessageSchema } from '#shared/protocol/browser';
import { EventLog } from '../sessions/log.ts';
import { marker } from '../sessions/testing/drafts.ts';
import { messagesOf } from './messages.ts';

const logOf = (count: number, label = 'm'): EventLog => {
  const log = new EventLog();
  log.append(Array.from({ length: count }, (_, i) => marker(`${label}${i}`)));
  return log;
};

/** The seqs that a message with events carries. */
function seqsOf(bytes: Buffer): readonly number[] {
  const message = serverMessageSchema.parse(JSON.parse(bytes.toString()));
  if (message.type !== 'events' && message.type !== 'history') throw new Error(`it is a ${message.type}`);
  return message.events.map(({ seq }) => seq);
}

it('makes one message for all who stand at the same place, and another for who asks for something else', () => {
  const log = logOf(5);
  const once = messagesOf(log).events(2, 5);
  expect(seqsOf(once.bytes)).toEqual([2, 3, 4, 5]);
  expect(messagesOf(log).events(2, 5).bytes).toBe(once.bytes);
  for (const other of [
    messagesOf(log).history(2, 5),
    messagesOf(log).events(3, 5),
    messagesOf(logOf(5)).events(2, 5),
  ]) {
    expect(other.bytes).not.toBe(once.bytes);
  }
  log.append([marker('six')]);
  expect(seqsOf(messagesOf(log).events(2, log.head).bytes)).toEqual([2, 3, 4, 5, 6]);
});

it('says how far a message goes where it is a part of what was asked for', () => {
  const log = logOf(3000, 'x'.repeat(100));
  const seqs: number[] = [];
  for (let from = 1; from <= log.head;) {
    const { bytes, last } = messagesOf(log).events(from, log.head);
    expect(bytes.length).toBeLessThan(70_000);
    seqs.push(...seqsOf(bytes));
    expect(seqs.at(-1)).toBe(last);
    from = last + 1;
  }
  expect(seqs).toEqual(log.events.map(({ seq }) => seq));
});

it('tells history in the same pieces to all who ask, however far each of them asks', () => {
  const log = logOf(500);
  const history = (from: number, to: number) => messagesOf(log).history(from, to);
  expect([history(1, 500).last, history(201, 500).last, history(401, 450).last]).toEqual([200, 400, 450]);
  expect(history(1, 480).bytes).toBe(history(1, 500).bytes);
  expect(seqsOf(history(150, 500).bytes)).toEqual(Array.from({ length: 51 }, (_, i) => 150 + i));
});

it('makes a snapshot anew once the log has grown', () => {
  const log = logOf(2);
  const first = messagesOf(log).snapshot();
  expect(messagesOf(log).snapshot().bytes).toBe(first.bytes);
  log.append([marker('three')]);
  expect(serverMessageSchema.parse(JSON.parse(messagesOf(log).snapshot().bytes.toString()))).toMatchObject({
    type: 'snapshot',
    log: log.id,
    seq: 3,
  });
});

it('keeps some messages, not all that were ever made', () => {
  const log = logOf(100);
  const first = messagesOf(log).events(1, 1);
  for (let seq = 2; seq <= 100; seq++) messagesOf(log).events(seq, seq);
  const again = messagesOf(log).events(1, 1);
  expect(again.bytes).not.toBe(first.bytes);
  expect(again.bytes).toEqual(first.bytes);
});
