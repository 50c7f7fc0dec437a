import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { readMessage } from './read-message.ts';
import { ThinSocket } from './thin-socket.ts';

/** What a page that follows keeps, and nothing of what it would draw. */
export interface Seen {
  /** performance.now() of the message that brought it this far. */
  at: number;
  seq: number;
}

/**
 * A page that joined a walk, as the real one talks: one line to the walk, and one to the lab that the walk shows, opened anew
 * where that is another one.
 */
export class ThinPage {
  /** The log's last seq that is here. */
  readonly lab: Seen = { at: 0, seq: 0 };
  /** When the walk's state last came. */
  walkAt = 0;
  /** A seq was missing, or came twice. */
  faults = 0;
  messages = 0;
  bytes = 0;
  private readonly port: number;
  private readonly cookie: string;
  private readonly walk: string;
  private readonly as: 'presenter' | 'follower';
  private readonly page: string;
  private walkLine: ThinSocket | null = null;
  private labLine: ThinSocket | null = null;
  private shown: string | null = null;
  private log: string | null = null;
  private lastWalk: Buffer | null = null;
  /** The lab has greeted since this page last dialled. */
  private greeted = false;
  private head = 0;
  busy = true;
  phase = '';
  refused: string | null = null;
  private reading = true;

  constructor(options: {
    readonly port: number;
    readonly cookie: string;
    readonly walk: string;
    readonly as: 'presenter' | 'follower';
    readonly page: string;
  }) {
    this.port = options.port;
    this.cookie = options.cookie;
    this.walk = options.walk;
    this.as = options.as;
    this.page = options.page;
    this.dial();
  }

  /** Both lines stand, and all that the log had when it greeted is here. */
  get isRight(): boolean {
    return this.walkAt > 0 && this.greeted && this.lab.seq >= this.head;
  }

  get labId(): string | null {
    return this.shown;
  }

  dial(): void {
    this.walkAt = 0;
    this.lastWalk = null;
    this.walkLine = new ThinSocket(this.port, this.cookie, {
      open: () => {
        this.walkLine?.say({
          type: 'join',
          protocol: PROTOCOL_VERSION,
          walk: this.walk,
          as: this.as,
          name: '',
          page: this.page,
        });
        // A page that comes back dials both lines at once.
        if (this.shown !== null && this.labLine === null) this.dialLab(this.shown);
      },
      text: (bytes) => this.hearWalk(bytes),
      closed: () => undefined,
    });
  }

  /** The network goes, without a goodbye. */
  drop(): void {
    this.walkLine?.drop();
    this.labLine?.drop();
    this.walkLine = null;
    this.labLine = null;
    this.walkAt = 0;
    this.greeted = false;
  }

  stopReading(): void {
    this.reading = false;
    this.walkLine?.stopReading();
    this.labLine?.stopReading();
  }

  say(message: object): void {
    this.labLine?.say(message);
  }

  drive(order: object): void {
    this.walkLine?.say({ type: 'drive', order });
  }

  answer(option: number): void {
    this.walkLine?.say({ type: 'answer', option });
  }

  private count(bytes: Buffer): void {
    this.messages += 1;
    this.bytes += bytes.length;
  }

  private hearWalk(bytes: Buffer): void {
    this.count(bytes);
    this.walkAt = performance.now();
    if (this.lastWalk?.equals(bytes) === true) return;
    const message = readMessage(bytes);
    if (message.type === 'refused') this.refused = message.code;
    if (message.type !== 'walk') return;
    this.lastWalk = Buffer.from(bytes);
    this.phase = message.phase;
    if (message.lab === this.shown || message.lab === null || !this.reading) return;
    this.shown = message.lab;
    this.labLine?.drop();
    this.log = null;
    this.lab.seq = 0;
    this.dialLab(message.lab);
  }

  private dialLab(lab: string): void {
    this.greeted = false;
    const line = new ThinSocket(this.port, this.cookie, {
      open: () => {
        const resume = this.log === null ? {} : { log: this.log, after: this.lab.seq };
        line.say({ type: 'hello', protocol: PROTOCOL_VERSION, lab, ...resume });
      },
      text: (bytes) => this.hearLab(bytes),
      closed: () => undefined,
    });
    this.labLine = line;
  }

  private hearLab(bytes: Buffer): void {
    this.count(bytes);
    const message = readMessage(bytes);
    switch (message.type) {
      case 'welcome':
        if (this.log !== message.log) this.lab.seq = 0;
        this.log = message.log;
        this.head = message.head;
        this.greeted = true;
        return;
      case 'events':
        if (message.first !== this.lab.seq + 1) this.faults += 1;
        this.reach(message.last);
        return;
      case 'snapshot':
        this.reach(message.seq);
        return;
      case 'status':
        this.busy = message.busy;
        return;
      case 'refused':
        this.refused = message.code;
        return;
      default:
    }
  }

  private reach(seq: number): void {
    this.lab.seq = seq;
    this.lab.at = performance.now();
  }
}
