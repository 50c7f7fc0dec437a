import { useEffect, useRef, useState } from 'react';
import { useLabStore } from '../../store/lab-context.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import { logText } from './log-text.ts';
import './text-log.css';

/** The log as it is at the moment looked at, as text that stands still while it is read. */
export function TextLog({ onClose }: { readonly onClose: () => void }) {
  const store = useLabStore();
  const [{ text, lines, left }] = useState(() => {
    const { log, view } = store.getState();
    return logText(log.events, view.seq);
  });
  const dialog = useRef<HTMLDialogElement>(null);
  const words = useRef<HTMLPreElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const choose = (): void => {
    if (words.current !== null) window.getSelection()?.selectAllChildren(words.current);
  };
  return (
    <dialog ref={dialog} className="text-log own-keys" aria-labelledby="text-log-title" onClose={onClose}>
      <header>
        <h2 id="text-log-title">The log as text</h2>
        <button type="button" className="button" onClick={choose}>
          Select all
        </button>
        <button type="button" className="button button-icon" aria-label="Close" onClick={() => dialog.current?.close()}>
          <CrossIcon />
        </button>
      </header>
      <p>
        {lines} lines: number, seconds since the lab started, whose, what.
        {left > 0 && ` ${left} earlier ones are left out; save the recording for all of them.`}
      </p>
      <pre ref={words} tabIndex={0} role="region" aria-label="Log">
        {text}
      </pre>
    </dialog>
  );
}
