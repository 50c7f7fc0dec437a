import { counted } from '#shared/base/counted';
import { useWalk } from '../../store/walk-store.ts';
import { HandsInput } from './HandsInput.tsx';

interface QuestionCardProps {
  /** This page is a follower's, or a student's own. */
  readonly canAnswer: boolean;
  /** This page is the presenter's, who counts a show of hands. */
  readonly countsHands?: boolean;
}

/**
 * The scene's question: answered once each (the last answer counts), counted live, and marked when the kernel has shown
 * what is right.
 */
export function QuestionCard({ canAnswer, countsHands = false }: QuestionCardProps) {
  const question = useWalk((view) => view.walk?.question ?? null);
  const asking = useWalk((view) => view.walk?.phase === 'asking');
  const recorded = useWalk((view) => view.walk !== null && view.walk.recorded !== null && !view.walk.restarted);
  const answered = useWalk((view) => view.answered);
  const answer = useWalk((view) => view.answer);
  if (question === null) return null;
  const most = Math.max(1, ...question.counts);
  return (
    <section
      className="walk-question"
      data-asking={asking}
      data-counts={(countsHands && asking) || undefined}
      data-revealed={question.answer !== null}
      aria-label="Question"
    >
      <h3>{question.text}</h3>
      {/* Read aloud is what was asked and what is right, not each of a class's answers as it comes. */}
      <ol aria-live="off">
        {question.options.map((option, i) => {
          const right = question.answer === i;
          const count = question.counts[i] ?? 0;
          const reason = question.reasons[i] ?? '';
          return (
            <li key={option} data-right={right || undefined} data-mine={answered === i || undefined}>
              {canAnswer && asking ? (
                <button type="button" className="button" aria-pressed={answered === i} onClick={() => answer(i)}>
                  {option}
                </button>
              ) : (
                <span className="walk-option">
                  {right && <span aria-hidden="true">✓ </span>}
                  {option}
                  {answered === i && (
                    <>
                      {' '}
                      <span className="walk-mine">your answer</span>
                    </>
                  )}
                </span>
              )}
              <meter min={0} max={most} value={count} aria-label={`${count} answered ${option}`} />
              <span className="walk-count">{count}</span>
              {countsHands && asking && <HandsInput option={i} />}
              {reason !== '' && <p className="walk-reason">{reason}</p>}
            </li>
          );
        })}
      </ol>
      {question.answer !== null && <p className="visually-hidden">The answer: {question.options[question.answer]}</p>}
      {question.answer !== null && question.observed && <p className="walk-seen">The kernel has shown it.</p>}
      {question.because !== '' && <p className="walk-because">{question.because}</p>}
      {asking && (
        <p className="walk-hint" aria-live="off">
          {hint(question.answered, canAnswer, answered !== null, recorded)}
        </p>
      )}
    </section>
  );
}

function hint(count: number, canAnswer: boolean, mine: boolean, recorded: boolean): string {
  const answers = `${counted(count, 'answer')} so far`;
  if (!canAnswer)
    return `${answers}. The next press ${recorded ? 'shows what the kernel did' : 'lets the kernel show it'}.`;
  return mine ? `${answers}. You may still change yours.` : `${answers}. What do you expect?`;
}
