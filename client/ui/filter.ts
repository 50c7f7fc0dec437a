/** What is looked for in a list. */
export interface Query {
  /** Words that a row has to have, all of them, in any order; small and capital letters are the same. */
  readonly text: string;
  /** Whose rows; null: everybody's. */
  readonly who: string | null;
  /** Only what failed. */
  readonly failed: boolean;
}

export const NO_QUERY: Query = { text: '', who: null, failed: false };

export const isEmpty = ({ text, who, failed }: Query): boolean => text.trim() === '' && who === null && !failed;

/** Whether a row fits, for rows of that query. Words are looked for in everything that `row.text` says. */
export function matcher({ text, who, failed }: Query): (row: Row) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (row) => {
    if (who !== null && row.who !== who) return false;
    if (failed && !row.failed) return false;
    const said = words.length === 0 ? '' : `${row.who} ${row.text}`.toLowerCase();
    return words.every((word) => said.includes(word));
  };
}

/** What of a list's row is searched. */
export interface Row {
  readonly who: string;
  readonly text: string;
  readonly failed: boolean;
}

/** A list that may make its entries only when they are asked for. */
export interface Entries<T> {
  readonly length: number;
  at(index: number): T | undefined;
}

/** The indices of a growing list's rows that fit a query; asked again, only what is new is read. */
export class Filtered<T> {
  readonly #entries: Entries<T>;
  readonly #fits: (row: Row) => boolean;
  readonly #rowOf: (entry: T) => Row;
  readonly #indices: number[] = [];
  #read = 0;

  constructor(entries: Entries<T>, query: Query, rowOf: (entry: T) => Row) {
    this.#entries = entries;
    this.#fits = matcher(query);
    this.#rowOf = rowOf;
  }

  /** Whether the whole list has been read. */
  get isDone(): boolean {
    return this.#read >= this.#entries.length;
  }

  /** Rising; it grows in place. Reads so many rows at most: ask again for the rest of a long list. */
  indices(most = Infinity): readonly number[] {
    const end = Math.min(this.#entries.length, this.#read + most);
    for (; this.#read < end; this.#read++) {
      const entry = this.#entries.at(this.#read);
      if (entry !== undefined && this.#fits(this.#rowOf(entry))) this.#indices.push(this.#read);
    }
    return this.#indices;
  }
}
