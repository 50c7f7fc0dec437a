import { fail, failure, ok, type Failure, type Result } from '../base/result.ts';
import type { LabEvent } from '../events/event.ts';
import { isEventKind } from '../events/kinds.ts';

/** Some consecutive events, and their JSON, one a line, where that is at hand. */
export interface Block {
  readonly events: readonly LabEvent[];
  readonly text: string | null;
}

/** Events a block. */
const BLOCK = 512;

/**
 * The events of a long recording as the text that they came as, while they still come. They are parsed when a log takes them, block by block, and what is
 * checked then is what the log rests on: seqs without holes, kinds that are known, each event with all that its kind must have. What
 * stands in every field is checked by RecordingReader, for recordings that are not so long.
 */
export class PackedEvents {
  readonly #isWhole: (event: Pick<LabEvent, 'kind'>) => boolean;
  readonly #blocks: string[] = [];
  #begun: string[] = [];
  #count = 0;
  #ended = false;
  #failed: Failure | null = null;
  #tellWhole: () => void = () => undefined;
  /** Resolves when no more come. */
  readonly whole = new Promise<void>((resolve) => (this.#tellWhole = resolve));

  /** `isWhole`: whether an event has all that events of its kind must have. */
  constructor(isWhole: (event: Pick<LabEvent, 'kind'>) => boolean) {
    this.#isWhole = isWhole;
  }

  /** How many have come. */
  get length(): number {
    return this.#count;
  }

  /** No more come: all are here, or what comes next could not be read. */
  end(failed: Failure | null = null): void {
    if (this.#begun.length > 0) this.#blocks.push(this.#begun.join('\n'));
    this.#begun = [];
    this.#ended = true;
    this.#failed = failed;
    this.#tellWhole();
  }

  /** Takes one event's line. */
  add(line: string): void {
    this.#begun.push(line);
    this.#count += 1;
    if (this.#begun.length < BLOCK) return;
    this.#blocks.push(this.#begun.join('\n'));
    this.#begun = [];
  }

  /** Block by block, parsed. null: more will come, ask again later. A failure (`recording-format`, `recording-hole`) ends it. */
  *blocks(): Generator<Result<Block> | null> {
    let seq = 0;
    for (let number = 0; ;) {
      const text = this.#blocks[number];
      if (text === undefined && this.#ended) break;
      if (text === undefined) {
        yield null;
        continue;
      }
      const block = this.#parse(text, seq);
      yield block;
      if (!block.ok) return;
      seq += block.value.events.length;
      number += 1;
    }
    if (this.#failed !== null) yield fail(this.#failed);
  }

  #parse(text: string, after: number): Result<Block> {
    let events: unknown[];
    try {
      events = JSON.parse(`[${text.replaceAll('\n', ',')}]`) as unknown[];
    } catch {
      return fail(damaged(after));
    }
    for (const [i, event] of events.entries()) {
      if (!isLike(event) || !this.#isWhole(event)) return fail(damaged(after + i));
      if (event.seq !== after + i + 1) {
        const message = `Event ${after + i + 1} of this recording is missing; the file is damaged, take another copy.`;
        return fail(failure('recording-hole', message));
      }
    }
    return ok({ events: events as LabEvent[], text });
  }
}

/** Events that were read from a recording: as they are, or packed where they are many. */
export type RecordedEvents = readonly LabEvent[] | PackedEvents;

/** All of them as they are, as far as they can be read: for what cannot do with less. They have to be there. */
export const unpacked = (events: RecordedEvents): readonly LabEvent[] =>
  events instanceof PackedEvents
    ? [...events.blocks()].flatMap((block) => (block?.ok === true ? block.value.events : []))
    : events;

function isLike(event: unknown): event is Pick<LabEvent, 'seq' | 'kind' | 't'> {
  if (typeof event !== 'object' || event === null) return false;
  const { kind, seq, t } = event as Readonly<Record<string, unknown>>;
  return isEventKind(kind) && typeof seq === 'number' && typeof t === 'number';
}

/** What to say of a recording of which the event after `seq` is none. */
export const damaged = (seq: number): Failure =>
  failure(
    'recording-format',
    `Event ${seq + 1} of this recording cannot be read; the file is damaged, take another copy.`,
  );
