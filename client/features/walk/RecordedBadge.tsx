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

/** The same in a sentence: when it was recorded, on which kernel. */
export function RecordedNote() {
  const recorded = useWalk((view) => view.walk?.recorded ?? null);
  if (recorded === null) return null;
  return (
    <p className="walk-hint" data-recorded>
      What you see was {recordedWords(recorded)}; no lab is at work.
    </p>
  );
}
