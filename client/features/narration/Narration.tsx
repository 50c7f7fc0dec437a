import { narration } from '#shared/model/narration';
import { useLab } from '../../store/lab-context.ts';
import './narration.css';

/** One plain sentence: what is waited for right now. Read out when it changes. */
export function Narration() {
  const sentence = useLab((store) => narration(store.view));
  return (
    <p className="narration" aria-live="polite" data-narration>
      {sentence}
    </p>
  );
}
