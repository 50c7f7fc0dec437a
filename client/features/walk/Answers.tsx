import { useWalk } from '../../store/walk-store.ts';

/** The newest answers by name, and the way to take all of them out: nothing of them is kept otherwise. */
export function Answers() {
  const walk = useWalk((view) => view.walk);
  const answers = useWalk((view) => view.presenter?.answers ?? none);
  const soFar = useWalk((view) => view.presenter?.answersSoFar ?? 0);
  if (walk === null || soFar === 0) return null;
  return (
    <section>
      <h3>Answers</h3>
      <ul className="walk-answers">
        {answers.map(({ name, option }, i) => (
          <li key={i}>
            {name === '' ? 'Somebody' : name}: {walk.question?.options[option] ?? ''}
          </li>
        ))}
      </ul>
      <p>
        <a className="button" href={`/api/walks/${walk.id}/answers`} download>
          Save all answers ({soFar})
        </a>
      </p>
      <p className="walk-hint">Names and answers end with this walkthrough unless you save them.</p>
    </section>
  );
}

const none: readonly never[] = [];
