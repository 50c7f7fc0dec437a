/** What a thin page makes of a message: where it stands in the log, and nothing that it would draw. */
export type Read =
  | { readonly type: 'walk'; readonly lab: string | null; readonly phase: string }
  | { readonly type: 'welcome'; readonly log: string; readonly head: number }
  | { readonly type: 'events'; readonly first: number; readonly last: number }
  | { readonly type: 'snapshot'; readonly seq: number }
  | { readonly type: 'status'; readonly busy: boolean }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'other' };

const EVENTS = '{"type":"events","events":[{"seq":';
const EVENT = '{"seq":';
const SNAPSHOT = '{"type":"snapshot"';

/** Reads long messages at their edges alone: the first event's seq and the last one's, a snapshot's own. */
export function readMessage(bytes: Buffer): Read {
  if (starts(bytes, EVENTS)) {
    // Nothing within an event begins like that: its parts have no seq, or not first.
    const last = bytes.lastIndexOf(EVENT);
    return { type: 'events', first: numberAt(bytes, EVENTS.length), last: numberAt(bytes, last + EVENT.length) };
  }
  if (starts(bytes, SNAPSHOT)) return { type: 'snapshot', seq: numberAt(bytes, bytes.indexOf('"seq":') + 6) };
  const message = JSON.parse(bytes.toString()) as {
    readonly type: string;
    readonly walk?: { readonly lab: string | null; readonly phase: string };
    readonly status?: { readonly busy: boolean };
    readonly log?: string;
    readonly head?: number;
    readonly code?: string;
  };
  const { walk, status, log, head, code } = message;
  if (message.type === 'walk' && walk !== undefined) return { type: 'walk', lab: walk.lab, phase: walk.phase };
  if (message.type === 'status' && status !== undefined) return { type: 'status', busy: status.busy };
  if (message.type === 'welcome' && log !== undefined && head !== undefined) return { type: 'welcome', log, head };
  if (message.type === 'refused' && code !== undefined) return { type: 'refused', code };
  return { type: 'other' };
}

const starts = (bytes: Buffer, text: string): boolean => bytes.toString('latin1', 0, text.length) === text;

/** The number that begins here: digits up to what is none. */
function numberAt(bytes: Buffer, at: number): number {
  let end = at;
  for (let byte = bytes[end] ?? 0; byte >= 0x30 && byte <= 0x39; byte = bytes[end] ?? 0) end += 1;
  return end === at ? NaN : Number(bytes.toString('latin1', at, end));
}
