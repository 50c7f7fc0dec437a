import type { LabInfo } from './state.ts';

/** Where and when a run took place, for whoever sees its recording. */
export interface Provenance {
  /** When it began, in UTC (ISO 8601); null where the log does not tell. */
  readonly began: string | null;
  /** uname -r and -m. */
  readonly kernel: string;
  readonly arch: string;
  /** The version of Sockscope that recorded it, or null. */
  readonly by: string | null;
}

/** What the first event of a log tells of its origin. */
export const provenanceOf = ({ began, kernel, arch, versions }: LabInfo): Provenance => ({
  began,
  kernel,
  arch,
  by: versions['sockscope'] ?? null,
});

/** "recorded on 22 November 2026 on Linux 6.18.5 (x86_64) with Sockscope 0.1.0": what the log tells of it, nothing else. */
export function recordedWords({ began, kernel, arch, by }: Provenance): string {
  const date = began === null ? null : dateWords(began);
  return [
    'recorded',
    ...(date === null ? [] : [`on ${date}`]),
    `on Linux ${kernel} (${arch})`,
    ...(by === null ? [] : [`with Sockscope ${by}`]),
  ].join(' ');
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The day of an ISO 8601 time in UTC, the same wherever it is read; null for any other text. */
function dateWords(iso: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})T/.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? null : `${Number(day)} ${name} ${year}`;
}
