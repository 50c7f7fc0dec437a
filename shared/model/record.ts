type Dictionary<T> = Readonly<Record<string, T>>;

/**
 * Records whose keys come and go (packets, sockets). They are made without a prototype, which V8 keeps as hash tables from
 * the start: spreading such records into plain objects costs a hidden class for every new key, and ten times as long.
 */
const empty = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** The keys of a record whose values are such. */
interface Those {
  readonly are: (value: never) => boolean;
  readonly keys: Set<string>;
}

/**
 * While many events are folded in one go: the records that this fold has made, and nobody else has seen, each with what is looked for in it
 * again and again.
 */
let own: Map<object, Those[]> | null = null;

/**
 * Does `work` with records changed in place where `work` itself has made them: of a thousand events folded in one go only the last
 * state is kept, and copying its records a thousand times over was most of the work. What was there before is never changed.
 */
export function inOneGo<T>(work: () => T): T {
  const before = own;
  own = new Map();
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
  own?.set(next, []);
  return next;
}

/** The record with one key set; a new key stands last, a known one keeps its place. */
export function put<T>(record: Dictionary<T>, key: string | number, value: T): Dictionary<T> {
  const next = writable(record);
  next[key] = value;
  tell(next, key, value);
  return next;
}

/** The record with one key set and moved to its end, and without those that `drop` names. */
export function putLast<T>(record: Dictionary<T>, key: string, value: T, drop: string | null = null): Dictionary<T> {
  const next = writable(record);
  delete next[key];
  forget(next, key);
  if (drop !== null) {
    delete next[drop];
    forget(next, drop);
  }
  next[key] = value;
  tell(next, key, value);
  return next;
}

/** The record without one key. The same record where it has no such key. */
export function without<T>(record: Dictionary<T>, key: string | number): Dictionary<T> {
  if (!(key in record)) return record;
  const next = writable(record);
  delete next[String(key)];
  forget(next, String(key));
  return next;
}

/**
 * The keys whose values are such; they hold until the record is changed. In the record's order, where values become such by `putLast` alone.
 * `are` is known again by its identity: it has to be one function for one question.
 */
export function keysOf<T>(record: Dictionary<T>, are: (value: T) => boolean): ReadonlySet<string> {
  const known = own?.get(record);
  const found = known?.find((those) => those.are === are);
  if (found !== undefined) return found.keys;
  const keys = new Set<string>();
  for (const key in record) if (are(record[key] as T)) keys.add(key);
  known?.push({ are, keys });
  return keys;
}

/** The first key whose value is over, where more than `most` are besides `except`; null where nothing has to go. */
export function firstToGo<T>(
  record: Dictionary<T>,
  most: number,
  over: (value: T) => boolean,
  except: string,
): string | null {
  const keys = keysOf(record, over);
  if (keys.size - (keys.has(except) ? 1 : 0) <= most) return null;
  for (const key of keys) if (key !== except) return key;
  return null;
}

function tell(record: object, key: string | number, value: unknown): void {
  const known = own?.get(record);
  if (known === undefined || known.length === 0) return;
  const name = String(key);
  for (const { are, keys } of known) {
    if (are(value as never)) keys.add(name);
    else keys.delete(name);
  }
}

function forget(record: object, key: string): void {
  for (const { keys } of own?.get(record) ?? []) keys.delete(key);
}
