import { GrowingUint32 } from '#shared/base/growing';
import { Names } from './names.ts';
import type { BarKind } from './lanes.ts';

/** One stretch of a lane, in seqs. */
export interface Bar {
  readonly kind: BarKind;
  readonly label: string;
  /** Whose lane it is in; null: the wire's, or nobody's. */
  readonly role: string | null;
  readonly from: number;
  /** null until its end was seen. */
  readonly to: number | null;
  /** Calls: when the gate before the kernel was opened; before it the call is held. */
  readonly entered: number | null;
  /** A failed call, a dropped packet. */
  readonly failed: boolean;
  /** A socket that came out of a listener: drawn over its parent's bar, which goes on behind it. */
  readonly child: boolean;
  /** Packets that are on the wire at the same time share the lane's height. */
  readonly half: 'upper' | 'lower' | null;
  /** The calling process's pid, the socket's id, the packet's id. */
  readonly subject: string;
}

const KINDS: readonly BarKind[] = ['call', 'state', 'packet'];
const HALVES = [null, 'upper', 'lower'] as const;
const FAILED = 1 << 2;
const CHILD = 1 << 3;
const HALF = 4;

/**
 * All bars of a log in columns of numbers: a log of a million events has some hundred thousand, and as objects they would be most
 * of the page's memory. A bar is its index; indices rise with `from`.
 */
export class Bars {
  readonly #from = new GrowingUint32();
  readonly #to = new GrowingUint32();
  readonly #entered = new GrowingUint32();
  readonly #label = new GrowingUint32();
  readonly #role = new GrowingUint32();
  readonly #subject = new GrowingUint32();
  readonly #bits = new GrowingUint32();
  readonly #labels = new Names();
  readonly #roles = new Names();
  readonly #subjects = new Names();

  get count(): number {
    return this.#from.length;
  }

  add(bar: Pick<Bar, 'kind' | 'label' | 'role' | 'from' | 'child' | 'subject'>): number {
    this.#to.push(0);
    this.#entered.push(0);
    this.#label.push(this.#labels.number(bar.label));
    this.#role.push(bar.role === null ? 0 : this.#roles.number(bar.role) + 1);
    this.#subject.push(this.#subjects.number(bar.subject));
    this.#bits.push(KINDS.indexOf(bar.kind) | (bar.child ? CHILD : 0));
    return this.#from.push(bar.from);
  }

  from(bar: number): number {
    return this.#from.at(bar);
  }

  /** The seq of its end; Infinity while it goes on. */
  end(bar: number): number {
    return this.#to.at(bar) || Infinity;
  }

  close(bar: number, seq: number): void {
    this.#to.set(bar, seq);
  }

  enter(bar: number, seq: number): void {
    this.#entered.set(bar, seq);
  }

  fail(bar: number, label: string | null): void {
    this.#bits.set(bar, this.#bits.at(bar) | FAILED);
    if (label !== null) this.#label.set(bar, this.#labels.number(label));
  }

  own(bar: number, role: string): void {
    this.#role.set(bar, this.#roles.number(role) + 1);
  }

  share(bar: number, half: 'upper' | 'lower'): void {
    this.#bits.set(bar, (this.#bits.at(bar) & ~(3 << HALF)) | (HALVES.indexOf(half) << HALF));
  }

  half(bar: number): Bar['half'] {
    return HALVES[(this.#bits.at(bar) >> HALF) & 3] ?? null;
  }

  failed(bar: number): boolean {
    return (this.#bits.at(bar) & FAILED) !== 0;
  }

  get(bar: number): Bar {
    const bits = this.#bits.at(bar);
    return {
      kind: KINDS[bits & 3] ?? 'call',
      label: this.#labels.name(this.#label.at(bar)),
      role: this.#role.at(bar) === 0 ? null : this.#roles.name(this.#role.at(bar) - 1),
      from: this.#from.at(bar),
      to: this.#to.at(bar) || null,
      entered: this.#entered.at(bar) || null,
      failed: this.failed(bar),
      child: (bits & CHILD) !== 0,
      half: this.half(bar),
      subject: this.#subjects.name(this.#subject.at(bar)),
    };
  }
}
