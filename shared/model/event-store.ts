import type { LabEvent } from '../events/event.ts';

export interface EventStoreOptions {
  /** How many events are packed together. */
  readonly chunk?: number;
  /** So many of the latest stay as they are. */
  readonly recent?: number;
  /** How many unpacked chunks are kept for the next question. */
  readonly unpacked?: number;
}

/** Consecutive events as JSON: one array of them. Where that is kept, and as what, is the business of whoever made it. */
export interface Packed {
  readonly json: string;
}

interface Chunk {
  /** The index of its first event. */
  readonly from: number;
  readonly packed: Packed;
}

/**
 * A log's events, of which only the latest are kept as objects: the older ones are JSON text, a quarter of the size and nothing to
 * the garbage collector, unpacked a chunk at a time when somebody asks. Without this a million events would take a page's
 * whole memory.
 */
export class EventStore implements Iterable<LabEvent> {
  readonly #size: number;
  readonly #recent: number;
  readonly #keep: number;
  readonly #chunks: Chunk[] = [];
  #packed = 0;
  #tail: LabEvent[] = [];
  /** By number of the chunk, least recently used first. */
  readonly #unpacked = new Map<number, readonly LabEvent[]>();

  constructor({ chunk = 256, recent = 16_384, unpacked = 8 }: EventStoreOptions = {}) {
    this.#size = chunk;
    this.#recent = recent;
    this.#keep = unpacked;
  }

  get length(): number {
    return this.#packed + this.#tail.length;
  }

  push(event: LabEvent): void {
    this.#tail.push(event);
    if (this.#tail.length >= this.#recent + this.#size) this.#packTail(this.#size);
  }

  /** Adds events whose JSON is at hand: that is kept, and shared with whoever has it. */
  adopt(events: readonly LabEvent[], packed: Packed): void {
    while (this.#tail.length > 0) this.#packTail(this.#size);
    this.#pack(events.length, packed);
  }

  /** The event at that index, from 0; undefined where there is none. */
  at(index: number): LabEvent | undefined {
    if (index >= this.#packed) return this.#tail[index - this.#packed];
    const number = this.#chunkOf(index);
    return this.#unpack(number)[index - (this.#chunks[number]?.from ?? 0)];
  }

  /** The events from index `from` up to, not including, `to`. */
  slice(from = 0, to = this.length): LabEvent[] {
    const events: LabEvent[] = [];
    let index = Math.max(0, from);
    const end = Math.min(to, this.length);
    for (let number = this.#chunkOf(index); index < end && index < this.#packed; number += 1) {
      const begin = this.#chunks[number]?.from ?? 0;
      const chunk = this.#unpack(number);
      for (let i = index - begin; i < chunk.length && begin + i < end; i++) events.push(chunk[i] as LabEvent);
      index = begin + chunk.length;
    }
    if (index < end) events.push(...this.#tail.slice(index - this.#packed, end - this.#packed));
    return events;
  }

  *[Symbol.iterator](): Generator<LabEvent> {
    for (let from = 0; from < this.length;) {
      const events = this.run(from);
      yield* events;
      from += events.length;
    }
  }

  /**
   * The events from index `from` on, as many as are packed together: for reading all of a long log once. Nothing of it is kept, and so nothing of it
   * gets old.
   */
  run(from: number): readonly LabEvent[] {
    if (from >= this.#packed) return this.#tail.slice(from - this.#packed);
    const chunk = this.#chunks[this.#chunkOf(from)];
    return chunk === undefined ? [] : parsed(chunk.packed).slice(from - chunk.from);
  }

  #packTail(count: number): void {
    const events = this.#tail.slice(0, count);
    this.#tail = this.#tail.slice(count);
    this.#pack(events.length, { json: JSON.stringify(events) });
  }

  #pack(count: number, packed: Packed): void {
    if (count === 0) return;
    this.#chunks.push({ from: this.#packed, packed });
    this.#packed += count;
  }

  /** The number of the chunk with that index: the last one that does not begin behind it. */
  #chunkOf(index: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#chunks[middle]?.from ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #unpack(number: number): readonly LabEvent[] {
    const events = this.#unpacked.get(number) ?? parsed(this.#chunks[number]?.packed ?? NONE);
    this.#unpacked.delete(number);
    this.#unpacked.set(number, events);
    const oldest = this.#unpacked.keys().next();
    if (this.#unpacked.size > this.#keep && oldest.done !== true) this.#unpacked.delete(oldest.value);
    return events;
  }
}

/** What was packed here was checked when it came. */
const parsed = ({ json }: Packed): LabEvent[] => JSON.parse(json) as LabEvent[];

const NONE: Packed = { json: '[]' };
