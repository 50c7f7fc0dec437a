import type { LabEvent } from '#shared/events/event';
import { lowerBound } from '#shared/base/lower-bound';
import { programOf } from './steps.ts';

/** What the call at one place of a program last answered, and how often it has returned. */
export interface CallResult {
  readonly ret: number;
  readonly errno: string | null;
  /** The event that told it. */
  readonly seq: number;
  readonly count: number;
}

/** Every answer of every call, by program, line and name: what was known at any moment can be looked up. */
export class StepBook {
  readonly #seqs = new Map<string, number[]>();
  readonly #answers = new Map<string, { readonly ret: number; readonly errno: string | null }[]>();
  readonly #lines = new Map<number, number | undefined>();
  #programs: readonly { readonly role: string }[] = [];

  add(event: LabEvent): void {
    if (event.kind === 'lab.start') this.#programs = event.programs;
    else if (event.kind === 'syscall.enter') this.#lines.set(event.pid, event.line);
    else if (event.kind === 'syscall.exit') {
      const line = this.#lines.get(event.pid);
      if (line === undefined) return;
      const place = key(programOf(event.role, this.#programs), line, event.api);
      listAt(this.#seqs, place).push(event.seq);
      listAt(this.#answers, place).push({ ret: event.ret, errno: event.errno ?? null });
    }
  }

  /** What was known at `seq`; null where the call had not returned yet. */
  result(program: string, line: number, api: string, seq: number): CallResult | null {
    const place = key(program, line, api);
    const seqs = this.#seqs.get(place) ?? [];
    const count = lowerBound(seqs, seq + 1);
    const answer = this.#answers.get(place)?.[count - 1];
    return answer === undefined ? null : { ...answer, seq: seqs[count - 1] ?? 0, count };
  }
}

const key = (program: string, line: number, api: string): string => `${program}:${line}:${api}`;

function listAt<T>(lists: Map<string, T[]>, place: string): T[] {
  const list = lists.get(place) ?? [];
  lists.set(place, list);
  return list;
}
