import { usePanels } from '../../store/panels.ts';
import { placeAfter, type Place } from '../../store/panel-sizes.ts';

const WHERE: Readonly<Record<Place, string>> = { right: 'at the right', left: 'at the left', below: 'below the stage' };

/** Where the details stand, and whether they have the stage's room too. */
export function PlaceButtons() {
  const { place, wide, move, toggleWide } = usePanels();
  return (
    <span className="place-buttons">
      <button
        type="button"
        aria-label={`Move the details; they stand ${WHERE[place]}`}
        title={`Details ${WHERE[placeAfter(place)]}`}
        disabled={wide}
        onClick={move}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <rect x={1.5} y={2.5} width={13} height={11} rx={1.5} />
          <path d={SIGNS[placeAfter(place)]} />
        </svg>
      </button>
      <button
        type="button"
        aria-label="Details alone"
        aria-pressed={wide}
        title={wide ? 'The stage too' : 'Details alone'}
        onClick={toggleWide}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={wide ? 'M7 2v5H2M9 14V9h5' : 'M9.5 2H14v4.5M6.5 14H2V9.5M14 2L9 7M2 14l5-5'} />
        </svg>
      </button>
    </span>
  );
}

/** The part of the sign's frame that the details will take. */
const SIGNS: Readonly<Record<Place, string>> = {
  right: 'M10 2.5v11',
  left: 'M6 2.5v11',
  below: 'M1.5 9.5h13',
};
