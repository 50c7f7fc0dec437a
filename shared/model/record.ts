type Dictionary<T> = Readonly<Record<string, T>>;

/**
 * Records whose keys come and go (packets, sockets). They are made without a prototype, which V8 keeps as hash tables from
 * the start: spreading such records into plain objects costs a hidden class for every new key, and ten times as long.
 */
const empty = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** The record with one key set; a new key stands last, a known one keeps its place. */
export function put<T>(record: Dictionary<T>, key: string, value: T): Dictionary<T> {
  const next = empty<T>();
  for (const other in record) next[other] = record[other] as T;
  next[key] = value;
  return next;
}

/** The record with one key set and moved to its end, and without those that `drop` names. */
export function putLast<T>(record: Dictionary<T>, key: string, value: T, drop: string | null = null): Dictionary<T> {
  const next = empty<T>();
  for (const other in record) if (other !== key && other !== drop) next[other] = record[other] as T;
  next[key] = value;
  return next;
}

/** The record without one key. The same record where it has no such key. */
export function without<T>(record: Dictionary<T>, key: string | number): Dictionary<T> {
  if (!(key in record)) return record;
  const gone = String(key);
  const next = empty<T>();
  for (const other in record) if (other !== gone) next[other] = record[other] as T;
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
