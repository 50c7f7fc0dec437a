import { counted } from '#shared/base/counted';
import { clockWords, paceOf, planOf } from '../../store/pace.ts';
import type { LectureTimes } from '../../store/lecture-clock.ts';
import { useWalk } from '../../store/walk-store.ts';

/** What a presenter reads with one look: the time, how it stands, who follows, what the question has, what waits. */
export function PresenterGlance({ times }: { readonly times: LectureTimes }) {
  const walk = useWalk((view) => view.walk);
  const presenter = useWalk((view) => view.presenter);
  if (walk === null || presenter === null) return null;
  const { clock, now, rehearsal, restart } = times;
  const pace = paceOf(planOf(presenter.minutes, presenter.given ? rehearsal : []), clock, now);
  const { all } = presenter.planned;
  return (
    <section className="walk-glance" aria-label="At a glance">
      <button
        type="button"
        className="button walk-timer"
        aria-label={`${clockWords(now - clock.begun)} since the beginning; press to begin now`}
        onClick={restart}
      >
        {clockWords(now - clock.begun)}
        {all > 0 && <small> of {all} min</small>}
      </button>
      {pace !== null && (
        <span className="walk-pace" data-stand={pace.stand}>
          {pace.by < 1000 ? 'on time' : `${clockWords(pace.by)} ${pace.stand}`}
        </span>
      )}
      <span data-followers={walk.followers}>
        {presenter.given ? counted(walk.followers, 'follows', 'follow') : 'rehearsal: nobody can join'}
      </span>
      <span>{questionWords(walk)}</span>
      <span className="walk-held">
        {presenter.held.length === 0 ? 'nothing is held' : `held: ${presenter.held.join(', ')}`}
      </span>
    </section>
  );
}

function questionWords({
  phase,
  question,
}: {
  readonly phase: string;
  readonly question: { readonly answered: number; readonly answer: number | null } | null;
}): string {
  if (question === null) return 'no question here';
  const answers = counted(question.answered, 'answer');
  if (phase === 'asking') return `question open, ${answers}`;
  return question.answer === null ? `question put, ${answers}` : `question answered, ${answers}`;
}
