import { useEffect, useRef, useState } from 'react';
import { useLabStore } from '../../store/lab-context.ts';
import { addressOf } from '../../store/moment.ts';
import './moment.css';

/** The link to what is looked at, as an entry of a menu: copied, or shown where the page may not use the clipboard. */
export function CopyMoment() {
  const store = useLabStore();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<{ readonly link: string; readonly done: boolean } | null>(null);
  useEffect(() => {
    if (copied?.done === false) field.current?.select();
  }, [copied]);
  const copy = async (): Promise<void> => {
    const link = addressOf(window.location.href, store.getState().view.seq);
    try {
      await navigator.clipboard.writeText(link);
      setCopied({ link, done: true });
    } catch {
      // Plain HTTP has no clipboard, and a person may refuse it.
      setCopied({ link, done: false });
    }
  };
  return (
    <>
      <button type="button" className="run-menu-entry" onClick={() => void copy()}>
        <strong>{copied?.done === true ? 'Copied' : 'Copy the link to this moment'}</strong>
        <span>opens this run where you are now, as long as it is kept here</span>
      </button>
      {copied?.done === false && (
        <input ref={field} className="moment-link" readOnly value={copied.link} aria-label="Link to this moment" />
      )}
    </>
  );
}
