import type { Choice } from './pages.ts';
import './exporting.css';

const NAMES: Readonly<Record<Choice, string>> = {
  scenes: 'each scene',
  turns: 'each change of a socket’s state, loss and program’s end',
  steps: 'every step',
};

interface PrintBarProps {
  readonly choices: readonly Choice[];
  readonly choice: Choice;
  readonly pages: number;
  /** Pages that are left out because nobody prints so many. */
  readonly omitted: number;
  readonly onChoose: (choice: Choice) => void;
  readonly onClose: () => void;
}

/** What is printed, and the way back; not on paper. */
export function PrintBar({ choices, choice, pages, omitted, onChoose, onClose }: PrintBarProps) {
  return (
    <header className="print-bar">
      <h1>Print</h1>
      <label>
        A page for{' '}
        <select value={choice} onChange={(event) => onChoose(event.currentTarget.value as Choice)}>
          {choices.map((one) => (
            <option key={one} value={one}>
              {NAMES[one]}
            </option>
          ))}
        </select>
      </label>
      <p role="status">
        {pages === 1 ? '1 page' : `${pages} pages`}
        {omitted > 0 && `; the last ${omitted} are left out: choose fewer`}
      </p>
      <button type="button" className="button button-strong" disabled={pages === 0} onClick={() => window.print()}>
        Print
      </button>
      <button type="button" className="button" onClick={onClose}>
        Back to the run
      </button>
    </header>
  );
}
