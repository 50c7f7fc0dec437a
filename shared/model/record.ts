type Dictionary<T> = Readonly<Record<string, T>>;

/**
 * Records whose keys come and go (packets, sockets). They are made without a prototype, which V8 keeps as hash tables from
 * the start: spreading such records into plain objects costs a hidden class for every new key, and ten times as long.
 */
const empty = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** While many events are folded in one go: the records that this fold has made, and nobody else has seen. */
let own: Set<object> | null = null;

/**
 * Does `work` with records changed in place where `work` itself has made them: of a thousand events folded in one go only the last
 * state is kept, and copying its records a thousand times over was most of the work. What was there before is never changed.
 */
export function inOneGo<T>(work: () => T): T {
  const before = own;
  own = new Set();
  try {
    return work();
  } finally {
    own = before;
  }
}

/** A copy that may be changed: the record itself where this fold has made it. */
function writable<T>(record: Dictionary<T>): Record<string, T> {
  if (own?.has(record) === true) return record;
  const next = empty<T>();
  for (const key in record) next[key] = record[key] as T;
  own?.add(next);
  return next;
}

/** The record with one key set; a new key stands last, a known one keeps its place. */
export function put<T>(record: Dictionary<T>, key: string | number, value: T): Dictionary<T> {
  const next = writable(record);
  next[key] = value;
  return next;
}

/** The record with one key set and moved to its end, and without those that `drop` names. */
export function putLast<T>(record: Dictionary<T>, key: string, value: T, drop: string | null = null): Dictionary<T> {
  const next = writable(record);
  delete next[key];
  if (drop !== null) delete next[drop];
  next[key] = value;
  return next;
}

/** The record without one key. The same record where it has no such key. */
export function without<T>(record: Dictionary<T>, key: string | number): Dictionary<T> {
  if (!(key in record)) return record;
  const next = writable(record);
  delete next[String(key)];
  return next;
}

/** The first key whose value is over, where more than `most` are besides `except`; null where nothing has to go. */
export function firstToGo<T>(
  record: Dictionary<T>,
  most: number,
  over: (value: T) => boolean,
  except: string,
): string | null {
  let first: string | null = null;
  let count = 0;
  for (const key in record) {
    if (key === except || !over(record[key] as T)) continue;
    first ??= key;
    count += 1;
  }
  return count > most ? first : null;
}
