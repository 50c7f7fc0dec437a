import type { EventLog } from '../sessions/log.ts';

/** A message's events, in characters of JSON: large enough to be few, small enough to come in between others. */
const CHUNK = 64 * 1024;
const CHUNK_EVENTS = 1000;

/** History goes by so many events, from 1, 201, 401 … on. */
const HISTORY_EVENTS = 200;

/** So many messages of a log are kept: those who are told the same are told it within moments. */
const KEPT = 16;

/** A message with events, as it goes over the line, and the seq of its last one. */
interface EventsMessage {
  readonly bytes: Buffer;
  readonly last: number;
}

/** A message as it goes over the line: text in UTF-8. */
const encode = (text: string): Buffer => Buffer.from(text);

/**
 * The messages that tell a log, each made once for all who are told it: a class of a thousand stands at the same moment, and what
 * waits for those who read slowly is the same bytes.
 */
class Messages {
  private readonly log: EventLog;
  private readonly kept = new Map<string, EventsMessage>();

  constructor(log: EventLog) {
    this.log = log;
  }

  /** Events from `from` on, up to `to` or a chunk's size. */
  events(from: number, to: number): EventsMessage {
    return this.chunk('events', from, to);
  }

  /** The same of what was long ago, in pieces that are the same for all who ask, however far they ask for. */
  history(from: number, to: number): EventsMessage {
    return this.chunk('history', from, Math.min(to, Math.ceil(from / HISTORY_EVENTS) * HISTORY_EVENTS));
  }

  private chunk(type: 'events' | 'history', from: number, to: number): EventsMessage {
    return this.once(`${type} ${from} ${to}`, () => {
      const texts: string[] = [];
      let size = 0;
      for (const event of this.log.slice(from, Math.min(to, from + CHUNK_EVENTS - 1))) {
        const text = JSON.stringify(event);
        texts.push(text);
        size += text.length;
        if (size >= CHUNK) break;
      }
      return { bytes: encode(`{"type":"${type}","events":[${texts.join(',')}]}`), last: from - 1 + texts.length };
    });
  }

  /** The state at the log's head. */
  snapshot(): EventsMessage {
    const { id, head, state } = this.log;
    return this.once(`snapshot ${head}`, () => ({
      bytes: encode(JSON.stringify({ type: 'snapshot', log: id, seq: head, state })),
      last: head,
    }));
  }

  private once(what: string, make: () => EventsMessage): EventsMessage {
    const known = this.kept.get(what);
    if (known !== undefined) return known;
    const made = make();
    this.kept.set(what, made);
    const oldest = this.kept.keys().next();
    if (this.kept.size > KEPT && oldest.done !== true) this.kept.delete(oldest.value);
    return made;
  }
}

const all = new WeakMap<EventLog, Messages>();

/** The messages of this log, the same for all who are told it. */
export function messagesOf(log: EventLog): Messages {
  const known = all.get(log);
  if (known !== undefined) return known;
  const messages = new Messages(log);
  all.set(log, messages);
  return messages;
}
