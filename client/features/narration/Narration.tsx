import { narration } from '#shared/model/narration';
import { useLabCalmly } from '../../store/lab-context.ts';
import { markerBefore } from './marker-before.ts';
import './narration.css';

/** One plain sentence: what is waited for right now, and the note that somebody left at this moment. Read out when it changes. */
export function Narration() {
  const sentence = useLabCalmly((store) => narration(store.view));
  const note = useLabCalmly((store) => markerBefore((seq) => store.log.event(seq), store.view.seq));
  return (
    <p className="narration" aria-live="polite" data-narration>
      {sentence}
      {note !== null && (
        <span className="narration-note" data-marker>
          {note}
        </span>
      )}
    </p>
  );
}
