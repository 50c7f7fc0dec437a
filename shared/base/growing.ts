/** A list of whole numbers from 0 to 2^32 - 1 that only grows: four bytes each, nothing for the garbage collector to visit. */
export class GrowingUint32 {
  #data = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a number; answers its index. */
  push(value: number): number {
    this.#room();
    this.#data[this.#length] = value;
    this.#length += 1;
    return this.#length - 1;
  }

  /** The number at that index; 0 where there is none. */
  at(index: number): number {
    return index < this.#length ? (this.#data[index] ?? 0) : 0;
  }

  set(index: number, value: number): void {
    if (index < this.#length) this.#data[index] = value;
  }

  /** Puts a number into a list that rises. Cheap near the end, where latecomers belong. */
  insert(value: number): void {
    this.#room();
    let at = this.#length;
    while (at > 0 && (this.#data[at - 1] ?? 0) > value) {
      this.#data[at] = this.#data[at - 1] ?? 0;
      at -= 1;
    }
    this.#data[at] = value;
    this.#length += 1;
  }

  /** The index of the first number that is not below `value`, in a list that rises. */
  lowerBound(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#data[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #room(): void {
    if (this.#length < this.#data.length) return;
    const wider = new Uint32Array(this.#data.length * 2);
    wider.set(this.#data);
    this.#data = wider;
  }
}
