import { randomBytes } from 'node:crypto';
import { failure, type Failure } from '#shared/base/result';
import type { LabStatus } from '#shared/protocol/replies';
import type { Recording } from '#shared/protocol/recording';
import { Audience } from './audience.ts';
import { EventLog } from './log.ts';
import type { Session, SessionListener } from './session.ts';

/** A recording as a session: its whole log is there from the start, and the page steps through it by itself. */
export class RecordingSession implements Session {
  readonly id = randomBytes(6).toString('base64url');
  readonly mode = 'recording';
  readonly lesson: { readonly id: string; readonly title: string };
  readonly log: EventLog;
  readonly status: LabStatus = { engine: 'ended', busy: false, playing: null };
  private readonly audience = new Audience();

  constructor(recording: Recording) {
    this.lesson = recording.header.lesson;
    this.log = new EventLog();
    // In a recording the references are seqs already; telling each event's own seq as its id keeps them.
    this.log.append(recording.events.map((event) => ({ ...event, id: event.seq })));
  }

  get viewers(): number {
    return this.audience.size;
  }

  get unwatchedSince(): number | null {
    return this.audience.unwatchedSince;
  }

  watch(listener: SessionListener): () => void {
    return this.audience.add(listener);
  }

  step(): Promise<Failure | null> {
    return Promise.resolve(cannot);
  }

  release(): Promise<Failure | null> {
    return Promise.resolve(cannot);
  }

  destroy(): Promise<Failure | null> {
    return Promise.resolve(cannot);
  }

  mark(): Failure | null {
    return cannot;
  }

  play(): Failure | null {
    return cannot;
  }

  end(): Failure | null {
    return null;
  }

  restart(): Failure | null {
    return cannot;
  }

  keep(): null {
    return null;
  }

  retire(): void {
    // There is nothing that runs.
  }
}

const cannot = failure('recording', 'This is a recording; move through it with the timeline and the keys.');
