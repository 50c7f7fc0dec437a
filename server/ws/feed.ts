import type { ServerMessage } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import type { Session } from '../sessions/session.ts';
import type { EventLog } from '../sessions/log.ts';
import { HISTORY_AHEAD, historyOf, type HistoryReader } from './history.ts';
import { messagesOf } from './messages.ts';

/** The part of a ws WebSocket that a feed needs; tests put another one there. */
export interface FeedSocket {
  /** Bytes that were sent and are not yet with the kernel. */
  readonly bufferedAmount: number;
  /** A message: text, or text in UTF-8 that is many viewers' and is not changed any more. */
  send(message: string | Buffer): void;
}

/** Events within this time after the last ones wait for the rest of their frame (60 a second). */
export const FRAME_MS = 16;

/** To so few viewers it costs little to tell them more often than they paint, and each frame shows what is younger. */
export const FEW = 20;
export const FEW_MS = 4;

/**
 * A step's effects follow its release within some milliseconds: so long the first of them waits for the others on an idle
 * line, unless the step is over before. A page that draws them twice shows the last of them later.
 */
export const TAIL_MS = 4;

/** What may wait for a slow viewer, in bytes. Above it nothing more is queued: the log itself is the queue. */
export const MAX_BUFFERED = 1024 * 1024;

/** How often a viewer that is behind is looked at again. */
export const DRAIN_MS = 25;

/** A newcomer up to this many events behind gets the whole log, which is simpler for the page; else a snapshot. */
export const WHOLE_LOG = 5000;

/** A viewer that was live once, did not read for a while and fell behind by more than this gets a snapshot when it drains. */
export const CATCH_UP = 1000;

interface Range {
  next: number;
  readonly to: number;
}

/**
 * Sends one session's log to one viewer: what it lacks first, then what happens, a step's effects together and else once a
 * frame, in order, nothing twice. A viewer that does not read is not queued for: when it drains it goes on where it was, or from
 * a fresh snapshot where that would take too long. History that it asked for fills the gaps in between.
 */
export class Feed {
  private readonly socket: FeedSocket;
  private readonly session: Session;
  private readonly onlyWatched: boolean;
  private readonly leave: () => void;
  /** The last seq this viewer has been sent, by event or by snapshot. */
  private sent: number;
  private wasLive = false;
  /** It has not taken all that there was for it, and has not caught up since. */
  private slow = false;
  private greetingDue = false;
  private statusDue = false;
  private history: Range[] = [];
  /** The log whose history that is: until all are told, that of the session may be the next one already. */
  private log: EventLog;
  private readonly reader: HistoryReader = {
    due: () => this.history[0]?.next ?? null,
    isReady: () => !this.slow && !this.greetingDue && this.socket.bufferedAmount <= HISTORY_AHEAD,
    send: () => this.sendHistory(),
  };
  /** Takes the flush that is due back; null where none is. */
  private unschedule: (() => void) | null = null;
  /** When the log's last events were sent. A status starts no frame: the events come after it. */
  private lastSent = -Infinity;

  /**
   * Greets and begins.
   * @param resume the viewer already holds that log up to `after`
   * @param onlyWatched somebody else decides what happens in it
   */
  constructor(
    socket: FeedSocket,
    session: Session,
    resume: { log: string; after: number } | null,
    onlyWatched = false,
  ) {
    this.socket = socket;
    this.session = session;
    this.log = session.log;
    this.onlyWatched = onlyWatched;
    const same = resume !== null && resume.log === session.log.id && resume.after <= session.log.head;
    this.sent = same ? resume.after : 0;
    this.leave = session.watch({
      appended: () => this.schedule(),
      status: () => {
        this.statusDue = true;
        // A step is over: nothing more comes that could go along, and somebody waits for it.
        if (!session.status.busy) this.flushNow();
        else this.schedule();
      },
      replaced: () => this.beginAgain(),
    });
    this.welcome();
  }

  close(): void {
    this.leave();
    this.unschedule?.();
    this.forgetHistory();
  }

  /** Asks for earlier events. False where too many such questions wait already. */
  ask(from: number, to: number): boolean {
    if (this.history.length >= 16) return false;
    const { log } = this.session;
    this.history.push({ next: from, to: Math.min(to, log.head) });
    historyOf(log).add(this.reader);
    return true;
  }

  private beginAgain(): void {
    this.sent = 0;
    this.wasLive = false;
    this.forgetHistory();
    this.log = this.session.log;
    this.welcome();
  }

  private welcome(): void {
    this.greetingDue = true;
    this.flush();
  }

  private greet(): void {
    const { id, log, mode, status } = this.session;
    this.greetingDue = false;
    const { head } = log;
    const part = this.onlyWatched ? { onlyWatched: true as const } : {};
    this.say({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: id, log: log.id, head, mode, ...part });
    this.say({ type: 'status', status });
  }

  private schedule(): void {
    if (this.unschedule !== null) return;
    const since = performance.now() - this.lastSent;
    const frame = this.session.viewers > FEW ? FRAME_MS : FEW_MS;
    const wait = since > 2 * FRAME_MS ? TAIL_MS : frame - since;
    if (wait > 0) this.flushIn(wait);
    else this.flushNext();
  }

  private flushNow(): void {
    this.unschedule?.();
    this.flush();
  }

  private flushIn(ms: number): void {
    this.unschedule?.();
    const timer = setTimeout(() => this.flushNow(), ms);
    this.unschedule = () => {
      clearTimeout(timer);
      this.unschedule = null;
    };
  }

  /** With everything that is read in the same turn; a timer would wait for a whole millisecond. */
  private flushNext(): void {
    const next = setImmediate(() => this.flushNow());
    this.unschedule = () => {
      clearImmediate(next);
      this.unschedule = null;
    };
  }

  /** Sends what is due as far as the viewer takes it, and comes back for the rest. */
  private flush(): void {
    if (this.full()) {
      this.slow = true;
      this.flushIn(DRAIN_MS);
      return;
    }
    if (this.greetingDue) this.greet();
    this.skipAhead();
    const { log } = this.session;
    if (this.sent < log.head) this.lastSent = performance.now();
    while (this.sent < log.head && !this.full()) this.sent = this.sendEvents(this.sent + 1, log.head);
    this.slow = this.sent < log.head;
    if (!this.slow) this.wasLive = true;
    // After the events that led to it: who reads "not busy" has everything that happened.
    if (this.statusDue) {
      this.statusDue = false;
      this.say({ type: 'status', status: this.session.status });
    }
    if (this.sent < log.head) this.flushIn(DRAIN_MS);
  }

  /**
   * A viewer too far behind is set to the head by a snapshot. A recording is always sent whole, and so is to who reads as fast as
   * events come what has happened since, however much that is.
   */
  private skipAhead(): void {
    const { log, mode } = this.session;
    const behind = log.head - this.sent;
    if (mode === 'recording' || (this.wasLive && !this.slow)) return;
    if (behind <= (this.wasLive ? CATCH_UP : WHOLE_LOG)) return;
    this.sent = log.head;
    this.socket.send(messagesOf(log).snapshot().bytes);
  }

  /** One message with the earliest of what was asked for. */
  private sendHistory(): void {
    const range = this.history[0];
    if (range === undefined) return;
    const { bytes, last } = messagesOf(this.log).history(range.next, range.to);
    this.socket.send(bytes);
    range.next = last + 1;
    if (range.next > range.to) this.history.shift();
  }

  private forgetHistory(): void {
    this.history = [];
    historyOf(this.log).remove(this.reader);
  }

  /** Sends one message with events from `from` on, up to `to` or a chunk's size; answers the last seq in it. */
  private sendEvents(from: number, to: number): number {
    const { bytes, last } = messagesOf(this.session.log).events(from, to);
    this.socket.send(bytes);
    return last;
  }

  private full(): boolean {
    return this.socket.bufferedAmount > MAX_BUFFERED;
  }

  private say(message: ServerMessage): void {
    this.socket.send(JSON.stringify(message));
  }
}
