/**
 * What the commands say to whoever started them, on standard error: standard output is for their results. A sentence each, with
 * the next thing to do where something is wrong.
 */
export const say = (sentence: string): void => void process.stderr.write(`sockscope: ${sentence}\n`);

/** Says why a command ends here, and answers its exit status. */
export function refuse(sentence: string, status: number): number {
  say(sentence);
  return status;
}

/** Lines that name their own file or place: faults of lessons, as compilers print them. */
export function sayLines(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/** Why a command that needs a lab cannot have one; `why`: what preflight says. */
export const noLab = (why: string): string => `No lab can run here: ${why} sockscope doctor says more.`;

/** A closed or full standard output, for a command whose results are lost by it. */
export const unwritten = (why: string): string =>
  `Standard output could not be written (${why}); make room, or write elsewhere.`;
