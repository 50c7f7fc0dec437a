import { describe, expect, it } from 'vitest';
import { eventSchema, type LabEvent } from '../events/event.ts';
import { CauseIndex } from './causes.ts';
import { recordedLessons, recordingOf } from './testing/recordings.ts';

/** The log of a shipped recording, checked. */
const logOf = (lesson: string): readonly LabEvent[] => recordingOf(lesson).map((event) => eventSchema.parse(event));

function indexOf(log: readonly LabEvent[]): CauseIndex {
  const index = new CauseIndex();
  for (const event of log) index.add(event);
  return index;
}

/** An event in a few words; null for what only tells of gates and figures. */
function words(event: LabEvent | undefined): string | null {
  switch (event?.kind) {
    case 'syscall.enter':
      return `${event.role} ${event.api}()`;
    case 'syscall.blocked':
      return `${event.role} sleeps in ${event.api}()`;
    case 'syscall.exit':
      return `${event.role} ${event.api}() = ${event.errno ?? event.ret}`;
    case 'packet.held':
      return `${event.from} ${event.tcp?.flags.join(',') ?? 'packet'}${event.retransmitOf === undefined ? '' : ' again'}`;
    case 'packet.delivered':
      return `${event.to} gets ${event.tcp?.flags.join(',') ?? 'packet'}`;
    case 'socket.open':
      return `${event.socket} ${event.state}`;
    case 'socket.state':
      return `${event.socket} ${event.to}`;
    case 'socket.gone':
      return `${event.socket} gone`;
    default:
      return null;
  }
}

const told = (log: readonly LabEvent[], seqs: readonly number[]): readonly string[] =>
  seqs.map((seq) => words(log[seq - 1])).filter((each) => each !== null);

const find = (log: readonly LabEvent[], what: string): number => log.find((event) => words(event) === what)?.seq ?? 0;

describe('why something happened', () => {
  const log = logOf('tcp-echo');
  const index = indexOf(log);

  it('follows connect() over the handshake to both calls that return', () => {
    expect(told(log, index.chainOf(find(log, 'client connect()')).effects)).toEqual([
      's2 SYN_SENT',
      'B SYN',
      'client sleeps in connect()',
      'A gets SYN',
      's3 SYN_RECV',
      'A SYN,ACK',
      'B gets SYN,ACK',
      's2 ESTABLISHED',
      'B ACK',
      'client connect() = 0',
      'A gets ACK',
      's3 ESTABLISHED',
      'server accept() = 4',
    ]);
  });

  it('goes back from accept() that returns to the accept() that began, and to the client that connected', () => {
    expect(told(log, index.chainOf(find(log, 'server accept() = 4')).causes)).toEqual([
      'server accept()',
      'client connect()',
      'B SYN',
      'A gets SYN',
      'A SYN,ACK',
      'B gets SYN,ACK',
      'B ACK',
      'A gets ACK',
    ]);
  });

  it('ends where nothing more is known: a call is nobody’s effect, and the next call not an effect of the last', () => {
    const send = find(log, 'client send()');
    expect(index.causesOf(send)).toEqual([]);
    const { effects } = index.chainOf(send);
    expect(told(log, effects)).toContain('server recv() = 5');
    expect(told(log, effects)).not.toContain('server send()');
  });

  it('names a person who let a packet go, beside the packet', () => {
    const arrival = log.find((event) => event.kind === 'packet.delivered');
    const kinds = index.causesOf(arrival?.seq ?? 0).map((seq) => log[seq - 1]?.kind);
    expect(kinds).toEqual(['packet.held', 'gate.release']);
  });

  it('a copy comes from the packet that it is a copy of', () => {
    const lossy = logOf('tcp-lost-syn');
    const again = find(lossy, 'B SYN again');
    expect(told(lossy, indexOf(lossy).chainOf(again).causes)).toEqual(['client connect()', 'B SYN']);
  });

  it('invents nothing: an acknowledgement that the kernel sent by itself has no cause', () => {
    const alone = log.find((event) => event.kind === 'packet.held' && event.cause === undefined);
    expect(alone).toBeDefined();
    expect(index.causesOf(alone?.seq ?? 0)).toEqual([]);
  });
});

describe('in every recording', () => {
  it.each(recordedLessons)('%s: causes come before their effects, and both ways tell the same', (lesson) => {
    const log = logOf(lesson);
    const index = indexOf(log);
    const faults = log.filter(({ seq, cause }) => {
      const causes = index.causesOf(seq);
      const effects = index.effectsOf(seq);
      return !(
        causes.every((each) => each < seq && index.effectsOf(each).includes(seq)) &&
        effects.every((each) => index.causesOf(each).includes(seq)) &&
        (cause === undefined || causes.includes(cause))
      );
    });
    expect(faults).toEqual([]);
  });

  it('a log that begins after a snapshot tells what it holds', () => {
    const log = logOf('tcp-echo');
    const index = indexOf(log.slice(60));
    const whole = indexOf(log);
    for (const { seq } of log.slice(60)) {
      expect(index.causesOf(seq)).toEqual(whole.causesOf(seq).filter((cause) => cause > 60));
    }
    expect(index.causesOf(3)).toEqual([]);
  });
});
