import { cardOf } from '#shared/cards/cards';
import { compileProgram } from '#shared/labc/compile';
import type { CompiledProgram } from '#shared/labc/program';
import type { ProcessState } from '#shared/model/state';
import type { CallResult } from './step-book.ts';

/** One call in a program's text: what is to be done. */
export interface Step {
  /** 1-based. */
  readonly line: number;
  readonly api: string;
}

/**
 * The calls of a program in the order in which main comes to them, those of a function of its own where it is first called;
 * what it prints is none of its steps. Empty where the text has faults (of a recording that another version wrote).
 */
export function stepsOf(file: string, text: string): readonly Step[] {
  const compiled = compileProgram({ file, text });
  if (!compiled.ok) return [];
  const steps = new Map(
    inOrder(compiled.value, text)
      // printf() has the card of write(): it is no call of its own.
      .filter(({ api }) => (cardOf(api)?.name ?? api) === api)
      .map(({ line, api }) => [`${line} ${api}`, { line, api }]),
  );
  return [...steps.values()];
}

/** The places of a program that ask the kernel, from main on: each function's stand where it is first called. */
function inOrder({ calls, functions }: CompiledProgram, text: string): CompiledProgram['calls'] {
  const lines = text.split('\n');
  const byLine = functions.toSorted((a, b) => a.line - b.line);
  const seen = new Set<string>();
  const from = (name: string): CompiledProgram['calls'] => {
    const at = byLine.findIndex((one) => one.name === name);
    const here = byLine[at];
    if (here === undefined || seen.has(name)) return [];
    seen.add(name);
    const end = byLine[at + 1]?.line ?? lines.length + 1;
    const own = calls.filter(({ line }) => line >= here.line && line < end);
    const body = lines.slice(here.line, end - 1);
    const inner = body.flatMap((code, i) =>
      byLine
        .filter((one) => new RegExp(`\\b${one.name}\\s*\\(`).test(code))
        .map((one) => ({ line: here.line + i + 1, name: one.name })),
    );
    const places = [...own, ...inner].toSorted((a, b) => a.line - b.line);
    return places.flatMap((place) => ('name' in place ? from(place.name) : [place]));
  };
  const reached = from('main');
  return [...reached, ...calls.filter((call) => !reached.includes(call))];
}

/** How far a step is. `done` and `failed`: its call returned, and the kernel said so. */
export type Progress =
  | { readonly kind: 'todo' }
  /** A process is in it. `phase`: before the kernel, in it, asleep there, or with the answer in hand. */
  | {
      readonly kind: 'now';
      readonly phase: 'gate' | 'kernel' | 'blocked' | 'returned';
      readonly pid: number;
      readonly enterSeq: number;
    }
  | { readonly kind: 'done' | 'failed'; readonly result: CallResult };

/** How far a step is, by what its processes are in now and what its call last answered. */
export function progressOf(
  { line, api }: Step,
  processes: readonly ProcessState[],
  result: CallResult | null,
): Progress {
  const inside = processes.find(({ call }) => call !== null && call.line === line && call.api === api);
  if (inside?.call != null)
    return { kind: 'now', phase: inside.call.phase, pid: inside.pid, enterSeq: inside.call.enterSeq };
  if (result === null) return { kind: 'todo' };
  return { kind: result.errno === null ? 'done' : 'failed', result };
}

/** The program that a process runs: a forked child "server/1" runs the server's. */
export const programOf = (role: string, programs: readonly { readonly role: string }[]): string =>
  programs.some((program) => program.role === role) ? role : role.replace(/\/.*$/, '');
