import { useEffect } from 'react';
import { LabScreen } from './LabScreen.tsx';
import { Keyboard } from './features/keys/Keyboard.tsx';
import { LabContext } from './store/lab-context.ts';
import { useLabLine } from './store/lab-line.ts';

/** One lab: its line to the server, its store, and the screen. */
export function LabPage({ lab }: { readonly lab: string }) {
  const line = useLabLine(lab);
  useEffect(() => {
    return line.store.subscribe((store) => {
      const title = store.head.lab?.lesson.title;
      document.title = title === undefined ? 'Sockscope' : `${title} · Sockscope`;
    });
  }, [line]);
  return (
    <LabContext value={line.store}>
      <Keyboard />
      <LabScreen redial={() => line.redial()} />
    </LabContext>
  );
}
