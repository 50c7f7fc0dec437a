import { LINE_BEAT_MS } from '#shared/protocol/replies';

/** How often a pulse is looked at. */
export const PULSE_MS = 1000;

/** A presenter's machine is asked so often whether it is there … */
const ASK_MS = 2000;

/** … and is silent when so many questions in a row have no answer: a class reads it within some seconds. */
const UNANSWERED = 2;

/** What a pulse needs of a line; tests put another one there. */
export interface PulsedLine {
  /** Whoever is at the other end presents: others wait for it. */
  readonly presents: boolean;
  /** WebSocket's ping: the browser answers it, whatever the page is doing. */
  ping(): void;
  /** Says that the line stands, in a message that the page sees. */
  beat(): void;
  /** Nothing answers any more, or it answers again. */
  hush(silent: boolean): void;
}

/** Keeps both ends of one line knowing that it stands, and notices soon when a presenter's machine has gone silent. */
export class Pulse {
  private readonly line: PulsedLine;
  private said: number;
  private asked: number;
  private unanswered = 0;

  /** @param now milliseconds by a clock that never goes back, here and in each call */
  constructor(line: PulsedLine, now: number) {
    this.line = line;
    this.said = now;
    this.asked = now;
  }

  /** Something was sent. */
  spoke(now: number): void {
    this.said = now;
  }

  /** The other end answered a ping, or said something. */
  heard(): void {
    if (this.unanswered > UNANSWERED) this.line.hush(false);
    this.unanswered = 0;
  }

  /** Looks what is due; every PULSE_MS. */
  look(now: number): void {
    if (now - this.said >= LINE_BEAT_MS) {
      this.said = now;
      this.line.beat();
    }
    if (!this.line.presents || now - this.asked < ASK_MS) return;
    this.asked = now;
    this.unanswered += 1;
    if (this.unanswered === UNANSWERED + 1) this.line.hush(true);
    this.line.ping();
  }
}
