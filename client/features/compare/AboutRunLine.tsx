import type { RunSource } from '../../store/address.ts';
import { useLab } from '../../store/lab-context.ts';
import { aboutRun } from './about-run.ts';
import { useLabs } from './use-labs.ts';

interface AboutRunLineProps {
  readonly source: RunSource;
  /** Asks for the run anew. */
  readonly onAgain: () => void;
}

/** Under a run's name: what of it is compared. A lab that is at work can be copied again. */
export function AboutRunLine({ source, onAgain }: AboutRunLineProps) {
  const recordings = new Set(useLabs().flatMap(({ id, mode }) => (mode === 'recording' ? [id] : [])));
  const head = useLab((store) => store.head);
  const { words, underWay } = aboutRun({ source, recordings }, head);
  return (
    <p className="compare-about" data-under-way={underWay}>
      <span>{words}</span>
      {underWay && (
        <button type="button" className="button" onClick={onAgain}>
          Take it as it is now
        </button>
      )}
    </p>
  );
}
