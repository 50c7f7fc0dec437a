import type { LabEvent } from '../events/event.ts';

export interface EventStoreOptions {
  /** How many events are packed together. */
  readonly chunk?: number;
  /** So many of the latest stay as they are. */
  readonly recent?: number;
  /** How many unpacked chunks are kept for the next question. */
  readonly unpacked?: number;
}

/**
 * A log's events, of which only the latest are kept as objects: the older ones are JSON text, a quarter of the size and nothing to
 * the garbage collector, unpacked a chunk at a time when somebody asks. Without this a million events would take a page's
 * whole memory.
 */
export class EventStore implements Iterable<LabEvent> {
  readonly #chunk: number;
  readonly #recent: number;
  readonly #keep: number;
  /** Each `#chunk` events as one JSON array. */
  readonly #packed: string[] = [];
  #tail: LabEvent[] = [];
  /** The tail's events as text where whoever brought them had it: packing need not write them again. */
  #texts: (string | null)[] = [];
  /** By number of the chunk, least recently used first. */
  readonly #unpacked = new Map<number, readonly LabEvent[]>();

  constructor({ chunk = 512, recent = 16_384, unpacked = 16 }: EventStoreOptions = {}) {
    this.#chunk = chunk;
    this.#recent = recent;
    this.#keep = unpacked;
  }

  get length(): number {
    return this.#packed.length * this.#chunk + this.#tail.length;
  }

  /** Adds an event. `text`: its JSON, where that is known. */
  push(event: LabEvent, text: string | null = null): void {
    this.#tail.push(event);
    this.#texts.push(text);
    if (this.#tail.length >= this.#recent + this.#chunk) this.#pack();
  }

  /** The event at that index, from 0; undefined where there is none. */
  at(index: number): LabEvent | undefined {
    const packed = this.#packed.length * this.#chunk;
    if (index < 0) return undefined;
    if (index >= packed) return this.#tail[index - packed];
    return this.#unpack(Math.floor(index / this.#chunk))[index % this.#chunk];
  }

  /** The events from index `from` up to, not including, `to`. */
  slice(from = 0, to = this.length): LabEvent[] {
    const events: LabEvent[] = [];
    const packed = this.#packed.length * this.#chunk;
    let index = Math.max(0, from);
    const end = Math.min(to, this.length);
    while (index < end && index < packed) {
      const number = Math.floor(index / this.#chunk);
      const begin = number * this.#chunk;
      events.push(...this.#unpack(number).slice(index - begin, end - begin));
      index = begin + this.#chunk;
    }
    if (index < end) events.push(...this.#tail.slice(index - packed, end - packed));
    return events;
  }

  *[Symbol.iterator](): Generator<LabEvent> {
    for (const text of this.#packed) yield* parsed(text);
    yield* this.#tail;
  }

  #pack(): void {
    const events = this.#tail.slice(0, this.#chunk);
    const texts = events.map((event, i) => this.#texts[i] ?? JSON.stringify(event));
    this.#packed.push(`[${texts.join(',')}]`);
    this.#tail = this.#tail.slice(this.#chunk);
    this.#texts = this.#texts.slice(this.#chunk);
  }

  #unpack(number: number): readonly LabEvent[] {
    const events = this.#unpacked.get(number) ?? parsed(this.#packed[number] ?? '[]');
    this.#unpacked.delete(number);
    this.#unpacked.set(number, events);
    const oldest = this.#unpacked.keys().next();
    if (this.#unpacked.size > this.#keep && oldest.done !== true) this.#unpacked.delete(oldest.value);
    return events;
  }
}

/** What was packed here was checked when it came. */
const parsed = (text: string): LabEvent[] => JSON.parse(text) as LabEvent[];
