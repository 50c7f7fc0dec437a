import { useEffect, useRef } from 'react';
import { unreachable } from '#shared/base/exhaustive';
import { useOpened } from '../../store/opened.ts';
import { OpenRecordingButton } from './OpenRecordingButton.tsx';

/** A recording that is being read, or why it was refused and what to do. */
export function OpeningNotice() {
  const { opening, dismiss } = useOpened();
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = opening.kind !== 'none';
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog
      ref={dialog}
      className="opening"
      aria-labelledby="opening-title"
      data-opening={opening.kind}
      onClose={dismiss}
    >
      {wordsOf()}
    </dialog>
  );

  function wordsOf() {
    switch (opening.kind) {
      case 'none':
        return null;
      case 'reading':
        return (
          <>
            <h2 id="opening-title">Reading the recording</h2>
            <p className="opening-file">{opening.name}</p>
            <p role="status">
              {opening.events === 0 ? 'Unpacking …' : `${opening.events.toLocaleString('en')} events so far`}
            </p>
          </>
        );
      case 'refused':
        return (
          <>
            <h2 id="opening-title">This recording cannot be opened</h2>
            <p className="opening-file">{opening.name}</p>
            <p role="alert">{opening.failure.message}</p>
            <div className="opening-actions">
              <OpenRecordingButton strong />
              <button type="button" className="button" onClick={dismiss}>
                Close
              </button>
            </div>
          </>
        );
      default:
        return unreachable(opening);
    }
  }
}
