import { useEffect } from 'react';
import { Keyboard } from '../features/keys/Keyboard.tsx';
import { LabScreen } from '../LabScreen.tsx';
import { LabContext } from '../store/lab-context.ts';
import type { LabStore } from '../store/lab-view.ts';
import { useLecture } from '../store/lecture.ts';
import { PlayerBar } from './PlayerBar.tsx';

/** The lab's screen with a log that is here already. */
export function Player({ store }: { readonly store: LabStore }) {
  const lecture = useLecture();
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (lecture) dataset['lecture'] = '';
    else delete dataset['lecture'];
  }, [lecture]);
  return (
    <LabContext value={store}>
      <Keyboard />
      <LabScreen bar={<PlayerBar />} />
    </LabContext>
  );
}
