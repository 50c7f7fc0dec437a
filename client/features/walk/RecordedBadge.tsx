import { recordedWords } from '#shared/model/provenance';
import { useWalk } from '../../store/walk-store.ts';

/** Beside the title: what is shown is a recording. Nothing at all where a lab is at work. */
export function RecordedBadge() {
  const recorded = useWalk((view) => view.walk?.recorded ?? null);
  if (recorded === null) return null;
  return (
    <span className="badge" data-moment="recording" title={recordedWords(recorded)}>
      RECORDING
    </span>
  );
}

/** The same in a sentence: when it was recorded, on which kernel. A phone has room for it beside what is said only. */
export function RecordedNote({ place }: { readonly place: 'side' | 'foot' }) {
  const recorded = useWalk((view) => view.walk?.recorded ?? null);
  if (recorded === null) return null;
  return (
    <p className="walk-hint walk-recorded" data-place={place}>
      What you see was {recordedWords(recorded)}; no lab is at work.
    </p>
  );
}
