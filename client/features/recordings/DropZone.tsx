import { useEffect, useState } from 'react';
import { useOpened } from '../../store/opened.ts';
import { OpeningNotice } from './OpeningNotice.tsx';
import './recordings.css';

/** A recording can be dropped anywhere on the page. While it is carried over it, the page says so. */
export function DropZone() {
  const over = useFileDrop(useOpened((store) => store.open));
  return (
    <>
      {over && (
        <div className="drop" role="status">
          <p>
            <strong>Drop a recording to open it</strong>
            <span>It is read in this page and sent nowhere.</span>
          </p>
        </div>
      )}
      <OpeningNotice />
    </>
  );
}

/** Whether files are carried over the page; what is dropped is opened. */
function useFileDrop(open: (file: File) => Promise<void>): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    // Entering a child comes before leaving its parent: the count is what of the page is entered and not left.
    let depth = 0;
    const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', heard: (event: DragEvent) => void): void => {
      window.addEventListener(
        type,
        (event) => {
          if (!carries(event)) return;
          event.preventDefault();
          heard(event);
          setOver(depth > 0);
        },
        { signal },
      );
    };
    on('dragenter', () => (depth += 1));
    on('dragleave', () => (depth = Math.max(0, depth - 1)));
    on('dragover', () => undefined);
    on('drop', (event) => {
      depth = 0;
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) void open(file);
    });
    return () => ended.abort();
  }, [open]);
  return over;
}
