import { useStore } from 'zustand';
import { BackIcon, PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import type { Comparison, ComparisonStore } from './comparison.ts';
import { Strip } from './Strip.tsx';

/** The one playhead of both runs, and the rule by which they lie side by side. */
export function CompareDock({ comparison }: { readonly comparison: ComparisonStore }) {
  const state = useStore(comparison);
  const { rows, at, playing, speed, go, togglePlay, cycleSpeed } = state;
  return (
    <footer className="compare-dock" aria-label="Controls">
      <div className="compare-transport" role="group" aria-label="Transport">
        <button
          type="button"
          className="button"
          aria-label="Back"
          title="Back (←)"
          disabled={at === 0}
          onClick={() => go(at - 1)}
        >
          <BackIcon />
        </button>
        <button
          type="button"
          className="button button-strong compare-step"
          title="Step (Space)"
          disabled={at === rows.length - 1}
          onClick={() => go(at + 1)}
        >
          STEP
        </button>
        <button
          type="button"
          className="button"
          aria-label={playing ? 'Pause' : 'Play'}
          title={playing ? 'Pause (P)' : 'Play (P)'}
          onClick={togglePlay}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <button
          type="button"
          className="button"
          aria-label={`Speed ${speed} times`}
          title="Speed (S)"
          onClick={cycleSpeed}
        >
          {speed === 0.5 ? '½' : speed}×
        </button>
      </div>
      <div className="compare-line">
        <p className="compare-words" aria-live="polite">
          <strong>
            Step {at + 1} of {rows.length}
          </strong>{' '}
          {wordsAt(state)}
        </p>
        <Strip comparison={comparison} />
        <p className="compare-rule">
          Side by side by what happens: the same call, return or packet of both runs is one step. What only one run has
          is a step of its own (outlined), and the other stands still. Clocks play no part.
        </p>
      </div>
    </footer>
  );
}

/** What happens in this step, and in which run. */
function wordsAt({ rows, moments, at }: Comparison): string {
  const row = rows[at];
  if (row === undefined) return '';
  switch (row.moved) {
    case 'both':
      return at === 0 ? 'both at the beginning' : `both: ${moments.left[row.left]?.words ?? ''}`;
    case 'left':
      return `left alone: ${moments.left[row.left]?.words ?? ''}`;
    case 'right':
      return `right alone: ${moments.right[row.right]?.words ?? ''}`;
    default:
      return row.moved;
  }
}
