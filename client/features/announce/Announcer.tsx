import { useEffect, useState } from 'react';
import { useLabStore } from '../../store/lab-context.ts';
import { announcement } from './announcement.ts';

/** Changes that follow each other faster are read out together. */
const GATHER_MS = 400;

/** After a leap over more events only the latest are looked at: nobody listens to thousands. */
const MOST = 500;

/** Reads out what changed, politely: a screen reader finishes its sentence first. Nobody sees it. */
export function Announcer() {
  const store = useLabStore();
  const [words, setWords] = useState('');
  useEffect(() => {
    let told = store.getState().view.seq;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      timer = null;
      const { log, view } = store.getState();
      // Back in time nothing happens: the narration says where one is.
      const from = Math.max(told, view.seq - MOST, log.missingUpTo) - log.missingUpTo;
      if (view.seq > told) setWords(announcement(log.events.slice(from, view.seq - log.missingUpTo), view));
      told = view.seq;
    };
    const unsubscribe = store.subscribe(({ view }) => {
      if (view.seq !== told) timer ??= setTimeout(tell, GATHER_MS);
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);
  return (
    <p className="visually-hidden" role="status" data-announced>
      {words}
    </p>
  );
}
