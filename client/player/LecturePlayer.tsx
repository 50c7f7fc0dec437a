import { useState } from 'react';
import type { LectureFile } from '#shared/protocol/lecture-file';
import { createWalkStore, WalkContext, type WalkStore } from '../store/walk-store.ts';
import { LectureScreen } from './LectureScreen.tsx';
import { LectureWalk } from './lecture-walk.ts';
import { Slides } from './Slides.tsx';
import { usePrinting } from './use-printing.ts';

interface LecturePlayerProps {
  readonly file: LectureFile;
  readonly opensSlides: boolean;
}

/** A walkthrough out of its own file: the lecture, or its slides. Whatever is shown, printing prints the slides. */
export function LecturePlayer({ file, opensSlides }: LecturePlayerProps) {
  const [store] = useState(() => walkStore(file));
  const [slides, showSlides] = useState(opensSlides);
  const printing = usePrinting();
  return (
    <WalkContext value={store}>
      {(slides || printing) && <Slides file={file} onClose={() => showSlides(false)} />}
      {!slides && <LectureScreen file={file} onSlides={() => showSlides(true)} />}
    </WalkContext>
  );
}

/** The walk's store, which a server would fill. */
function walkStore(file: LectureFile): WalkStore {
  const store: WalkStore = createWalkStore((message) => {
    walk.take(message);
    return true;
  });
  const walk = new LectureWalk(file, (reply) => store.getState().receive(reply));
  store.getState().setConnection({ kind: 'open' });
  walk.open(sceneInAddress());
  return store;
}

/** The scene (from 0) that the address names, `#scene=5`, so that a reload or a bookmark comes back to it. */
const sceneInAddress = (): number => Number(/^#scene=([1-9]\d{0,3})$/.exec(window.location.hash)?.[1] ?? 1) - 1;
