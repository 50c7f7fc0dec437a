import { useCatalogue } from '../../store/catalogue.ts';
import { useLab } from '../../store/lab-context.ts';

/** A new lab of the same lesson. */
export function AgainButton() {
  const lesson = useLab((store) => store.head.lab?.lesson.id ?? null);
  const { start, starting } = useCatalogue();
  if (lesson === null) return null;
  return (
    <button type="button" className="button" disabled={starting !== null} onClick={() => void start(lesson)}>
      {starting === null ? 'Start this lesson again' : 'Starting …'}
    </button>
  );
}
