import { MOST_HANDS } from '#shared/protocol/walk';
import { useWalk } from '../../store/walk-store.ts';

/** A class without phones shows hands: the presenter types how many there are for this answer. */
export function HandsInput({ option }: { readonly option: number }) {
  const question = useWalk((view) => view.walk?.question ?? null);
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  if (question === null) return null;
  const hands = question.hands[option] ?? 0;
  const count = (text: string): void => {
    const counted = Math.min(MOST_HANDS, Math.max(0, Math.floor(Number(text))));
    if (Number.isNaN(counted)) return;
    drive({ do: 'hands', counts: question.hands.map((known, i) => (i === option ? counted : known)) });
  };
  return (
    <input
      className="walk-hands"
      type="number"
      inputMode="numeric"
      min={0}
      max={MOST_HANDS}
      value={hands === 0 ? '' : hands}
      placeholder="hands"
      aria-label={`Hands for ${question.options[option] ?? ''}`}
      disabled={!drives}
      onChange={(event) => count(event.target.value)}
      // The clicker's keys go to the page again.
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
