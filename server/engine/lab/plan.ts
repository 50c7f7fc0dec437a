import { fail, failure, ok, type Result } from '#shared/base/result';
import { compileProgram } from '#shared/labc/compile';
import type { CompiledProgram } from '#shared/labc/program';
import { parseRule, Rules, type WireRule } from '#shared/lessons/rules';
import type { EngineCommand } from '#shared/protocol/engine';

export type StartCommand = Extract<EngineCommand, { cmd: 'start' }>;

/** What a lesson's texts come to: its programs ready to run, by role, and the rules of its wire. */
export interface Plan {
  readonly programs: ReadonlyMap<string, CompiledProgram>;
  readonly rules: Rules;
}

/** Reads all texts before anything is started. Fails with the first fault, with its file, line and column. */
export function planOf(command: StartCommand): Result<Plan> {
  const programs = new Map<string, CompiledProgram>();
  for (const { role, file, text } of command.programs) {
    const program = compileProgram({ file, text });
    if (!program.ok) {
      const first = program.error[0];
      const where = first ? `${first.file}:${first.line}:${first.column}: ${first.message}` : `${file} is faulty.`;
      return fail(failure('PROGRAM', where));
    }
    programs.set(role, program.value);
  }
  const rules: WireRule[] = [];
  for (const text of command.settings.wire ?? []) {
    const rule = parseRule(text);
    if (!rule.ok) return rule;
    rules.push(rule.value);
  }
  return ok({ programs, rules: new Rules(rules) });
}

/**
 * Without a wire the hosts cannot reach each other: programs of a lesson that uses the internet's sockets all run on host A, over lo (see
 * network.ts). Unix sockets need no network, and their hosts stay apart.
 */
export const sharesOneHost = ({ tier, programs }: StartCommand): boolean =>
  tier !== 'lab' && programs.some(({ text }) => /\b[AP]F_INET6?\b/.test(text));
