import { useEffect, useState } from 'react';
import { LabFrame } from './LabFrame.tsx';
import { NotOpen } from './features/recordings/NotOpen.tsx';
import { useOpened } from './store/opened.ts';
import type { OpenedFile } from './store/opened.ts';
import { RecordedLab } from './store/recorded-lab.ts';

/** A recording that was opened from a file: the page plays it by itself, the server has no part in it. */
export function RecordingPage({ file }: { readonly file: string }) {
  const opened = useOpened((store) => store.files.find(({ id }) => id === file));
  return opened === undefined ? <NotOpen /> : <OpenRecording opened={opened} />;
}

function OpenRecording({ opened }: { readonly opened: OpenedFile }) {
  const [lab] = useState(() => new RecordedLab(`file-${opened.id}`, opened.recording.events));
  // Not while it is drawn: what waits for its parts is drawn more than once, and each time the whole log would be read.
  useEffect(() => {
    lab.start();
    return () => lab.stop();
  }, [lab]);
  return <LabFrame store={lab.store} source={{ from: 'file', id: opened.id }} redial={() => undefined} />;
}
