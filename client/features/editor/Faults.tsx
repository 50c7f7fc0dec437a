import type { Diagnostic } from '#shared/lessons/lesson';

interface FaultsProps {
  readonly faults: readonly Diagnostic[];
  readonly onGoTo: (fault: Diagnostic) => void;
}

/** What is wrong in the texts, each with its place; a press goes there. */
export function Faults({ faults, onGoTo }: FaultsProps) {
  if (faults.length === 0) return null;
  return (
    <ul className="editor-faults" aria-label="Faults">
      {faults.map((fault) => (
        <li key={`${fault.file}:${fault.line}:${fault.column}:${fault.message}`}>
          <button type="button" onClick={() => onGoTo(fault)}>
            <code>
              {fault.file}:{fault.line}:{fault.column}
            </code>
            <span>{fault.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
