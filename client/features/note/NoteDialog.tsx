import { useEffect, useRef } from 'react';
import { MAX_MARK } from '#shared/protocol/browser';
import { useLabStore } from '../../store/lab-context.ts';
import { useNoting } from '../../store/noting.ts';
import './note.css';

/** Asks for a note and puts it on the log, at its end: it stands in the log, on the timeline and in what is saved. */
export function NoteDialog() {
  const hide = useNoting((store) => store.hide);
  const store = useLabStore();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return hide;
  }, [hide]);
  const put = (data: FormData): void => {
    const words = data.get('note');
    if (typeof words === 'string' && words.trim() !== '') store.getState().mark(words.trim());
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} className="note" aria-labelledby="note-title" onClose={hide}>
      <form action={put}>
        <label id="note-title" htmlFor="note">
          A note at the end of the log
        </label>
        <input id="note" name="note" maxLength={MAX_MARK} placeholder="What is to be seen here?" autoComplete="off" />
        <div>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="button button-strong">
            Note it
          </button>
        </div>
      </form>
    </dialog>
  );
}
