import { useWalk } from '../../store/walk-store.ts';
import { NarrationText } from './NarrationText.tsx';
import { QuestionCard } from './QuestionCard.tsx';
import { TryNext } from './TryNext.tsx';

/** What is said in this scene: its title, its narration, its question and what it expects of the kernel. */
export function SceneText({
  canAnswer,
  countsHands = false,
}: {
  readonly canAnswer: boolean;
  readonly countsHands?: boolean;
}) {
  const walk = useWalk((view) => view.walk);
  if (walk === null) return null;
  const stand = walk.question === null ? 'none' : walk.phase === 'asking' ? 'asking' : 'shown';
  return (
    <section className="walk-scene" data-question={stand} aria-live="polite" aria-label="What is said">
      <h2>
        <span className="walk-number">{walk.scene + 1}</span> {walk.scenes[walk.scene]}
      </h2>
      <NarrationText text={walk.narration} />
      <QuestionCard canAnswer={canAnswer} countsHands={countsHands} />
      {walk.phase === 'starting' && <p className="walk-hint">The scene’s lab is made ready …</p>}
      {walk.message !== null && (
        <p className="walk-fault" role="alert">
          {walk.message}
        </p>
      )}
      {walk.expect.length > 0 && (
        <ul className="walk-expect" aria-label="What the kernel showed">
          {walk.expect.map(({ text, met }) => (
            <li key={text} data-met={met}>
              {met ? '✓' : '✗'} {text}
            </li>
          ))}
        </ul>
      )}
      <TryNext />
    </section>
  );
}
