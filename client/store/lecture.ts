import { useNarrow } from './narrow.ts';
import { usePreferences } from './preferences.ts';
import { useProjection } from './projection.ts';

/** Whether the page is drawn at lecture size. A phone is never: it is nobody's projector. */
export function useLecture(): boolean {
  const wanted = usePreferences((store) => store.lecture);
  const projected = useProjection((store) => store.large);
  return !useNarrow() && (wanted || projected);
}
