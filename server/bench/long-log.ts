import type { EventOf, LabEvent } from '#shared/events/event';

/** Fields that name another event of the log. */
const SEQS: ReadonlySet<string> = new Set(['seq', 'cause', 'ref']);
/** Fields that name something of this one run: a socket, a packet, a gate. */
const NAMES: ReadonlySet<string> = new Set(['socket', 'parent', 'peer', 'packet', 'retransmitOf', 'gate', 'cookie']);
const PIDS: ReadonlySet<string> = new Set(['pid', 'tid', 'parent']);

/** What makes a run's event one of the long log. */
interface Moved {
  readonly places: ReadonlyMap<number, number>;
  readonly pids: ReadonlyMap<number, number>;
  readonly round: number;
  readonly later: number;
}

/**
 * Real runs told one after the other as one log of `count` events, as a lab would tell them that goes on for days: the
 * first begins it, and each further one comes with sockets, packets, gates and moments of its own, its programs starting anew. The
 * sockets that a run leaves in the kernel go at its end. Yields event after event; nothing is kept.
 */
export function* longLog(runs: readonly (readonly LabEvent[])[], count: number): Generator<LabEvent> {
  const pidOf = new Map<string, number>();
  let told = 0;
  let later = 0;
  for (let round = 0; told < count; round++) {
    const run = runs[round % runs.length] ?? [];
    const body = [...run.filter((event) => round === 0 || !event.kind.startsWith('lab.')), ...leftovers(run)].filter(
      (event) => event.kind !== 'lab.end',
    );
    const pids = new Map<number, number>();
    for (const event of body) {
      if (event.kind !== 'process.start') continue;
      if (!pidOf.has(event.role)) pidOf.set(event.role, event.pid);
      pids.set(event.pid, pidOf.get(event.role) ?? event.pid);
    }
    const first = told;
    const places = new Map(body.map((event, i) => [event.seq, first + i + 1]));
    const begin = body[0]?.t ?? 0;
    for (const event of body) {
      if (told === count) return;
      told += 1;
      yield moved(event, { places, pids, round, later: later - begin }) as LabEvent;
    }
    later += (body.at(-1)?.t ?? 0) - begin + 1e6;
  }
}

/** The end of every socket that a run does not tell the end of. Their seqs are the run's own, counted on. */
function leftovers(run: readonly LabEvent[]): readonly EventOf<'socket.gone'>[] {
  const states = new Map<string, EventOf<'socket.gone'>['from']>();
  for (const event of run) {
    if (event.kind === 'socket.open') states.set(event.socket, event.state);
    if (event.kind === 'socket.state') states.set(event.socket, event.to);
    if (event.kind === 'socket.gone') states.delete(event.socket);
  }
  const last = run.at(-1);
  const { seq, t } = last ?? { seq: 0, t: 0 };
  return [...states].map(([socket, from], i) => ({
    seq: seq + 1 + i,
    t,
    kind: 'socket.gone',
    source: 'sock_diag',
    socket,
    from,
  }));
}

/** The event as one of the long log. What it names by seq and when it was stand at its top; packets' headers have numbers of their own. */
function moved(event: LabEvent, to: Moved): unknown {
  const out: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(renamed(event, to) as LabEvent)) {
    if ((key === 't' || key === 'since') && typeof field === 'number') out[key] = field + to.later;
    else if (!SEQS.has(key) || typeof field !== 'number') out[key] = field;
    else if (to.places.has(field)) out[key] = to.places.get(field);
  }
  return out;
}

function renamed(value: unknown, to: Moved): unknown {
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, to));
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    // Who told a field, by the field's name.
    if (key === 'sources') out[key] = field;
    else if (PIDS.has(key) && typeof field === 'number') out[key] = to.pids.get(field) ?? field;
    else if (NAMES.has(key) && typeof field === 'string') out[key] = to.round === 0 ? field : `${field}x${to.round}`;
    else out[key] = renamed(field, to);
  }
  return out;
}
