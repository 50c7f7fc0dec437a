import { fail, failure, ok, type Failure, type Result } from '../base/result.ts';
import type { LabEvent } from '../events/event.ts';
import type { Packed } from '../model/event-store.ts';
import { damaged } from './damaged.ts';

/** Some consecutive events, and their JSON, where that is at hand. */
export interface Block {
  readonly events: readonly LabEvent[];
  readonly packed: Packed | null;
}

/** Consecutive events, and how many lines they were. */
export interface PackedBlock extends Packed {
  readonly count: number;
}

/** Characters a block, at least: some hundred events, which are parsed and taken in some milliseconds. */
const BLOCK = 128 * 1024;

/**
 * The events of a long recording as the text that they came as, while they still come. They are parsed and checked when a log takes them,
 * block by block.
 */
export class PackedEvents {
  readonly #isEvent: (value: unknown) => value is LabEvent;
  readonly #blocks: PackedBlock[] = [];
  #begun: Lines = noLines;
  #count = 0;
  #ended = false;
  #failed: Failure | null = null;
  #tellWhole: () => void = () => undefined;
  /** Resolves when no more come. */
  readonly whole = new Promise<void>((resolve) => (this.#tellWhole = resolve));

  /** `isEvent`: whether a value is an event. Where somebody has checked the blocks already it need not look. */
  constructor(isEvent: (value: unknown) => value is LabEvent) {
    this.#isEvent = isEvent;
  }

  /** How many have come. */
  get length(): number {
    return this.#count;
  }

  /** No more come: all are here, or what comes next could not be read. */
  end(failed: Failure | null = null): void {
    if (this.#ended) return;
    this.#close();
    this.#ended = true;
    this.#failed = failed;
    this.#tellWhole();
  }

  /** Takes the lines of some events; the last one without its end. Empty lines are passed over. */
  add(text: string): void {
    const lines = withoutEmpty(text);
    let from = 0;
    while (from < lines.length) {
      const end = lines.indexOf('\n', from + BLOCK);
      this.#addPart(from === 0 && end < 0 ? lines : lines.slice(from, end < 0 ? undefined : end));
      from = end < 0 ? lines.length : end + 1;
    }
  }

  /** Takes a block that another one has handed over. */
  addBlock(block: PackedBlock): void {
    this.#close();
    this.#blocks.push(block);
    this.#count += block.count;
  }

  #addPart(lines: string): void {
    const count = countOf(lines);
    const { text: begun, count: before } = this.#begun;
    this.#begun = { text: begun === '' ? lines : `${begun}\n${lines}`, count: before + count };
    this.#count += count;
    if (this.#begun.text.length >= BLOCK) this.#close();
  }

  /**
   * Block by block, parsed and checked. null: more will come, ask again later. A failure (`recording-format`, `recording-hole`) ends it. `once`: what
   * was handed out is not kept here.
   */
  *blocks(once = false): Generator<Result<Block> | null> {
    let seq = 0;
    for (let number = 0; ;) {
      const packed = this.#blocks[number];
      if (packed === undefined && this.#ended) break;
      if (packed === undefined) {
        yield null;
        continue;
      }
      const block = this.#parse(packed, seq);
      if (once) this.#blocks[number] = none;
      yield block;
      if (!block.ok) return;
      seq += block.value.events.length;
      number += 1;
    }
    if (this.#failed !== null) yield fail(this.#failed);
  }

  #close(): void {
    const { text, count } = this.#begun;
    // JSON text has no line ends but those between two events.
    if (count > 0) this.#blocks.push({ json: `[${text.replaceAll('\n', ',')}]`, count });
    this.#begun = noLines;
  }

  #parse(packed: PackedBlock, after: number): Result<Block> {
    let events: unknown[];
    try {
      events = JSON.parse(packed.json) as unknown[];
    } catch {
      return fail(damaged(after));
    }
    // One line, one event: else two halves of one, or two events on a line, would make sense together.
    if (events.length !== packed.count) return fail(damaged(after));
    let seq = after;
    for (const event of events) {
      if (!this.#isEvent(event)) return fail(damaged(seq));
      seq += 1;
      if (event.seq !== seq) {
        const message = `Event ${seq} of this recording is missing; the file is damaged, take another copy.`;
        return fail(failure('recording-hole', message));
      }
    }
    return ok({ events: events as LabEvent[], packed });
  }
}

/** The lines of some events, and how many there are. */
interface Lines {
  readonly text: string;
  readonly count: number;
}

const noLines: Lines = { text: '', count: 0 };
const none: PackedBlock = { json: '[]', count: 0 };

function countOf(lines: string): number {
  let count = 1;
  for (let at = lines.indexOf('\n'); at >= 0; at = lines.indexOf('\n', at + 1)) count += 1;
  return count;
}

const withoutEmpty = (text: string): string =>
  text.startsWith('\n') || text.endsWith('\n') || text.includes('\n\n')
    ? text
        .split('\n')
        .filter((line) => line !== '')
        .join('\n')
    : text;

/** Events that were read from a recording: as they are, or packed where they are many. */
export type RecordedEvents = readonly LabEvent[] | PackedEvents;

/** All of them as they are, as far as they can be read: for what cannot do with less. They have to be there. */
export const unpacked = (events: RecordedEvents): readonly LabEvent[] =>
  events instanceof PackedEvents
    ? [...events.blocks()].flatMap((block) => (block?.ok === true ? block.value.events : []))
    : events;
