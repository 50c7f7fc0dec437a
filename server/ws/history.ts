import type { EventLog } from '../sessions/log.ts';

/** So long history is sent at a time, and so long everything else has its turn then. */
const TURN_MS = 8;
const REST_MS = 12;

/** Of a crowd's each gets its share of the network: what all are told together must fit beside what happens now. */
const CROWD = 20;
const CROWD_REST_MS = 42;

/** Whoever has more than this on the way, in bytes, waits: what happens now must not stand behind what happened long ago. */
export const HISTORY_AHEAD = 128 * 1024;

/** One page that asked for what was before it came. */
export interface HistoryReader {
  /** The seq that it is to be sent next; null: it has all that it asked for. */
  due(): number | null;
  /** It takes what it is sent. */
  isReady(): boolean;
  /** Sends it the message that begins with what is due. */
  send(): void;
}

/**
 * Sends a log's history to all who asked for it, in turns: a class that comes to a long log at once must not keep the server from
 * telling what happens. Who is furthest behind comes first, so that many go through the log together, and each message
 * is made once for all of them.
 */
class HistoryTurns {
  private readonly readers = new Set<HistoryReader>();
  private timer: NodeJS.Timeout | null = null;

  /** It has asked; it is taken off by itself when it has everything. */
  add(reader: HistoryReader): void {
    this.readers.add(reader);
    this.timer ??= setTimeout(() => this.turn(), 0);
  }

  remove(reader: HistoryReader): void {
    this.readers.delete(reader);
    if (this.readers.size > 0 || this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
  }

  private turn(): void {
    const end = performance.now() + TURN_MS;
    while (this.sendToLast(end) && performance.now() < end);
    const { size } = this.readers;
    this.timer = size === 0 ? null : setTimeout(() => this.turn(), size > CROWD ? CROWD_REST_MS : REST_MS);
  }

  /** One message to each who is furthest behind, until `end` (performance.now()). False where nobody takes any. */
  private sendToLast(end: number): boolean {
    const ready = [...this.readers].filter((reader) => reader.isReady());
    const least = ready.reduce((so, reader) => Math.min(so, reader.due() ?? Infinity), Infinity);
    for (const reader of ready) {
      if (reader.due() === least) reader.send();
      if (reader.due() === null) this.readers.delete(reader);
      if (performance.now() >= end) break;
    }
    return ready.length > 0;
  }
}

const all = new WeakMap<EventLog, HistoryTurns>();

/** The turns of this log, the same for all who read it. */
export function historyOf(log: EventLog): HistoryTurns {
  const known = all.get(log);
  if (known !== undefined) return known;
  const turns = new HistoryTurns();
  all.set(log, turns);
  return turns;
}
