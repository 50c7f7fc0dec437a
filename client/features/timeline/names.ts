/** Gives each text a number and keeps it once: many bars have the same label. */
export class Names {
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#names.push(name);
    this.#numbers.set(name, this.#names.length - 1);
    return this.#names.length - 1;
  }

  name(number: number): string {
    return this.#names[number] ?? '';
  }
}
