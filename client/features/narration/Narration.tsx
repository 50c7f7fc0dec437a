import { narration } from '#shared/model/narration';
import { useLab } from '../../store/lab-context.ts';
import { markerBefore } from './marker-before.ts';
import './narration.css';

/** One plain sentence: what is waited for right now, and the note that somebody left at this moment. Read out when it changes. */
export function Narration() {
  const sentence = useLab((store) => narration(store.view));
  const note = useLab((store) => markerBefore((seq) => store.log.event(seq), store.view.seq));
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
