import { MOST_HANDS } from '#shared/protocol/walk';
import { useWalk } from '../../store/walk-store.ts';

/** A class without phones shows hands: the presenter types how many there are for each answer. */
export function Hands() {
  const question = useWalk((view) => view.walk?.question ?? null);
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  if (question === null) return null;
  const count = (option: number, text: string): void => {
    const hands = Math.min(MOST_HANDS, Math.max(0, Math.floor(Number(text))));
    if (Number.isNaN(hands)) return;
    drive({ do: 'hands', counts: question.hands.map((known, i) => (i === option ? hands : known)) });
  };
  return (
    <fieldset className="walk-hands" disabled={!drives}>
      <legend>Hands</legend>
      {question.options.map((option, i) => (
        <label key={option}>
          <span>{option}</span>
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={MOST_HANDS}
            value={question.hands[i] === 0 ? '' : question.hands[i]}
            placeholder="0"
            onChange={(event) => count(i, event.target.value)}
            // The clicker's keys go to the page again.
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        </label>
      ))}
    </fieldset>
  );
}
