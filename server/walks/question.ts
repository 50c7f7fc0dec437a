import type { Question } from '#shared/lessons/scene';
import type { QuestionState } from '#shared/protocol/walk';
import type { SceneStage } from './scene-stage.ts';
import type { Votes } from './votes.ts';

/**
 * The option that a scene has shown to be right: the first whose condition came true in its lab. Where no option has a
 * condition, no event can answer, and the author's word counts.
 * @returns an index into the options; null: the kernel showed none of them
 */
export function chosenBy({ shows, answer }: Question, stage: Pick<SceneStage, 'shown'>): number | null {
  if (shows.every((claim) => claim === null)) return answer;
  const first = shows.findIndex((claim) => claim !== null && stage.shown([claim])[0] === true);
  return first < 0 ? null : first;
}

/**
 * A question as everybody sees it.
 * @param shown whether its answer is told now
 * @param chosen the option that turned out to be right
 */
export function questionState(question: Question, votes: Votes, shown: boolean, chosen: number | null): QuestionState {
  const { text, options, answer, because, shows, reasons } = question;
  return {
    text,
    options: [...options],
    counts: [...votes.counts(options.length)],
    hands: [...votes.hands(options.length)],
    answered: votes.size,
    answer: shown ? chosen : null,
    because: shown ? explanation(chosen, answer, because) : '',
    reasons: options.map((_, i) => (shown && i !== chosen ? (reasons[i] ?? '') : '')),
    observed: shows.some((claim) => claim !== null),
  };
}

/** The author's explanation is of the answer that was expected; of another one it would be wrong. */
function explanation(chosen: number | null, expected: number, because: string): string {
  if (chosen === null) return 'The kernel has shown none of these. Begin the scene again, or look at the log.';
  return chosen === expected
    ? because
    : 'The kernel has shown something else than the lecture expects; look at the log.';
}
