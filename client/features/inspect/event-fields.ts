import type { LabEvent } from '#shared/events/event';

export interface EventField {
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

/** Fields of every event that the heading tells, or that only say who told. */
const SHOWN_ELSEWHERE: readonly string[] = ['seq', 'source', 'sources'];

/** Longest value that is written out: a packet's bytes stand with the packet. */
const MOST = 400;

/** The fields of an event as the log has them, each with the source that told it (docs/events.md). */
export function fieldsOf(event: LabEvent): readonly EventField[] {
  return Object.entries(event)
    .filter(([name, value]) => !SHOWN_ELSEWHERE.includes(name) && value !== undefined)
    .map(([name, value]) => ({
      name,
      value: name === 't' ? `${(Number(value) / 1e9).toFixed(6)} s` : cut(written(value)),
      source: event.sources?.[name] ?? event.source,
    }));
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const cut = (text: string): string => (text.length <= MOST ? text : `${text.slice(0, MOST)}…`);
