import { useId, useState } from 'react';
import { useEditing } from '../../store/editing.ts';
import { CallCard } from '../../ui/CallCard.tsx';
import { addableCalls, snippet } from './snippets.ts';

/** Offers every call with its card, and puts one into a program's text, wherever the cursor is there: any order can be tried. */
export function AddCall({ files }: { readonly files: readonly string[] }) {
  const [call, setCall] = useState(addableCalls[0] ?? 'socket');
  const insert = useEditing((store) => store.insert);
  const label = useId();
  return (
    <section className="add-call" aria-labelledby={label}>
      <h2 id={label}>Add a call</h2>
      <div className="add-call-choice">
        <label>
          <span className="visually-hidden">Call</span>
          <select value={call} onChange={(event) => setCall(event.target.value)}>
            {addableCalls.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {files.map((file) => (
          <button
            key={file}
            type="button"
            className="button"
            onClick={() => insert(file, (text, offset) => snippet(call, text, offset))}
          >
            Add to {file}
          </button>
        ))}
      </div>
      <CallCard name={call} />
    </section>
  );
}
