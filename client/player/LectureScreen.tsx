import { useEffect, useState } from 'react';
import type { LectureFile } from '#shared/protocol/lecture-file';
import { Clicker } from '../features/walk/Clicker.tsx';
import { DriveButtons } from '../features/walk/DriveButtons.tsx';
import { NarrationText } from '../features/walk/NarrationText.tsx';
import { RecordedNote } from '../features/walk/RecordedBadge.tsx';
import { SceneText } from '../features/walk/SceneText.tsx';
import { textPlace } from '../features/walk/text-place.ts';
import { WalkBar } from '../features/walk/WalkBar.tsx';
import { createRecordedLab } from '../store/recorded-lab.ts';
import { useWalk } from '../store/walk-store.ts';
import { ModeSwitches } from '../ui/ModeSwitches.tsx';
import { WalkPicture, type WalkSide } from '../WalkPicture.tsx';
import '../features/topbar/topbar.css';
import '../features/walk/walk.css';

interface LectureScreenProps {
  readonly file: LectureFile;
  readonly onSlides: () => void;
}

/** The lecture as somebody takes it alone, from its file: a walk's page without a server. */
export function LectureScreen({ file, onSlides }: LectureScreenProps) {
  const walk = useWalk((store) => store.walk);
  const [notes, showNotes] = useState(false);
  const hasNotes = file.scenes.some(({ presenter }) => presenter.notes !== '');
  useEffect(() => {
    if (walk === null) return;
    document.title = `${walk.scenes[walk.scene] ?? ''} · ${walk.title}`;
    window.history.replaceState(null, '', `#scene=${walk.scene + 1}`);
  }, [walk]);
  useNotesKey(() => showNotes(!notes));
  if (walk === null) return null;
  return (
    <div
      className="walk lecture-file"
      data-page="lecture"
      data-view="walk"
      data-scene={walk.scene + 1}
      data-phase={walk.phase}
      data-text={textPlace(walk)}
      data-labs={walk.beside === null ? 1 : 2}
      data-met={walk.expect.every(({ met }) => met)}
      data-notes={notes || undefined}
    >
      <Clicker />
      <WalkBar
        home={false}
        tools={
          <>
            <button type="button" className="button" onClick={onSlides}>
              Slides
            </button>
            <ModeSwitches keys={false} />
          </>
        }
      />
      <main className="walk-main">
        <div className="walk-labs">
          {walk.lab !== null && <Picture key={walk.lab} file={file} log={Number(walk.lab)} side="first" />}
          {walk.beside !== null && (
            <Picture key={walk.beside.lab} file={file} log={Number(walk.beside.lab)} side="beside" />
          )}
        </div>
        {notes && <Notes />}
      </main>
      {walk.blank && (
        <div className="walk-blank" role="status">
          The picture is blank; B or the full stop brings it back.
        </div>
      )}
      <div className="walk-side" role="region" aria-label="About this scene" tabIndex={0}>
        <SceneText canAnswer />
        <RecordedNote place="side" />
      </div>
      <footer className="walk-foot" aria-label="Controls">
        <DriveButtons />
        {hasNotes && (
          <button type="button" className="button" aria-pressed={notes} onClick={() => showNotes(!notes)}>
            Notes (S)
          </button>
        )}
        <RecordedNote place="foot" />
        <Keys />
      </footer>
    </div>
  );
}

interface PictureProps {
  readonly file: LectureFile;
  /** Index into the file's `logs`. */
  readonly log: number;
  readonly side: WalkSide;
}

function Picture({ file, log, side }: PictureProps) {
  const [store] = useState(() => createRecordedLab(`${file.id}-${log}`, file.logs[log] ?? []));
  useEffect(() => () => store.getState().dispose(), [store]);
  return <WalkPicture store={store} side={side} />;
}

const KEYS = [
  ['Page down, →, space', 'on: let the scene run, at once, the next one'],
  ['Page up, ←', 'back to the scene before'],
  ['R', 'this scene again'],
  ['B, full stop', 'blank the picture'],
  ['S', 'notes'],
  ['F', 'full screen'],
] as const;

/** The keys of a clicker and a keyboard. */
function Keys() {
  return (
    <details className="lecture-keys">
      <summary className="button">Keys</summary>
      <dl>
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What the author noted for whoever gives the lecture, and what comes next. */
function Notes() {
  const presenter = useWalk((store) => store.presenter);
  if (presenter === null) return null;
  return (
    <aside className="lecture-notes" aria-label="Notes">
      <h3>Notes</h3>
      {presenter.notes === '' ? (
        <p className="walk-hint">No notes for this scene.</p>
      ) : (
        <NarrationText text={presenter.notes} />
      )}
      <p className="walk-hint">
        {presenter.next === null ? 'This is the last scene.' : `Next: ${presenter.next.title}`}
      </p>
    </aside>
  );
}

function useNotesKey(toggle: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof HTMLElement && event.target.closest('select, input') !== null) return;
      if (event.key.toLowerCase() === 's') toggle();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [toggle]);
}
