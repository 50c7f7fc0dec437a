import { useEffect, useState } from 'react';
import { Keyboard } from '../features/keys/Keyboard.tsx';
import { LabScreen } from '../LabScreen.tsx';
import { PrintPages } from '../PrintPages.tsx';
import { LabContext } from '../store/lab-context.ts';
import type { LabStore } from '../store/lab-view.ts';
import { useLecture } from '../store/lecture.ts';
import { PlayerBar } from './PlayerBar.tsx';
import { usePrinting } from './use-printing.ts';

/** The lab's screen with a log that is here already, or its pages. Whatever is shown, printing prints the pages. */
export function Player({ store }: { readonly store: LabStore }) {
  const lecture = useLecture();
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (lecture) dataset['lecture'] = '';
    else delete dataset['lecture'];
  }, [lecture]);
  const [pages, showPages] = useState(false);
  const printing = usePrinting();
  return (
    <LabContext value={store}>
      {(pages || printing) && <PrintPages onClose={() => showPages(false)} />}
      {!pages && (
        <>
          <Keyboard />
          <LabScreen bar={<PlayerBar onPrint={() => showPages(true)} />} />
        </>
      )}
    </LabContext>
  );
}
