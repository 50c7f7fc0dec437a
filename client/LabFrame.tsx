import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { EditorSlot } from './EditorSlot.tsx';
import { LabScreen } from './LabScreen.tsx';
import { EditButton } from './features/editor/EditButton.tsx';
import { Announcer } from './features/announce/Announcer.tsx';
import { Keyboard } from './features/keys/Keyboard.tsx';
import { CopyMoment } from './features/moment/CopyMoment.tsx';
import { NoteButton } from './features/note/NoteButton.tsx';
import { NoteSlot } from './features/note/NoteSlot.tsx';
import { AgainButton } from './features/notice/AgainButton.tsx';
import { IdleNotice } from './features/notice/IdleNotice.tsx';
import { Notices } from './features/notice/Notices.tsx';
import { Starting } from './features/notice/Starting.tsx';
import { Watching } from './features/topbar/Watching.tsx';
import { ToLecture } from './ui/ToLecture.tsx';
import { TopBar } from './features/topbar/TopBar.tsx';
import { RunMenu } from './features/exporting/RunMenu.tsx';
import { OpenRecordingButton } from './features/recordings/OpenRecordingButton.tsx';
import { TextLogButton } from './features/text-log/TextLogButton.tsx';
import { TextLogSlot } from './features/text-log/TextLogSlot.tsx';
import type { RunSource } from './store/address.ts';
import { useEditing } from './store/editing.ts';
import { LabContext } from './store/lab-context.ts';
import type { LabStore } from './store/lab-view.ts';
import { keepMoment } from './store/moment.ts';

const PictureSlot = lazy(async () => ({ default: (await import('./PictureSlot.tsx')).PictureSlot }));
const PrintPages = lazy(async () => ({ default: (await import('./PrintPages.tsx')).PrintPages }));

interface LabFrameProps {
  readonly store: LabStore;
  /** Where this run is kept, for whoever wants to save or compare it. */
  readonly source: RunSource;
  /** Somebody else's lab, only looked at though one may take part. */
  readonly mayTakePart?: boolean;
  /** Dials at once instead of waiting. */
  readonly redial: () => void;
}

/** What every page that shows one run has, wherever the run comes from. */
export function LabFrame({ store, source, mayTakePart = false, redial }: LabFrameProps) {
  const watched = useStore(store, ({ watching }) => watching);
  useEffect(
    () =>
      store.subscribe(({ head }) => {
        const title = pageTitle(head.lab?.lesson.title);
        if (document.title !== title) document.title = title;
      }),
    [store],
  );
  useEffect(() => {
    document.title = pageTitle(store.getState().head.lab?.lesson.title);
  }, [store]);
  useEffect(() => keepMoment(store), [store]);
  const missing = useStore(store, ({ connection, head }) => connection.kind === 'closed' && head.lab === null);
  // A lab's programs are at hand on this server, to be changed and run; those of a file are not.
  const editable = source.from === 'lab' && !watched && !missing;
  const { open: editing, offer } = useEditing();
  useEffect(() => {
    offer(editable);
    return () => offer(false);
  }, [editable, offer]);
  const [shown, show] = useState<'run' | 'picture' | 'print'>('run');
  const back = useCallback(() => show('run'), []);
  if (shown === 'print') {
    return (
      <LabContext value={store}>
        <Suspense fallback={<p className="place-wait">Fetching the pages to print …</p>}>
          <PrintPages onClose={back} />
        </Suspense>
      </LabContext>
    );
  }
  const tools = (
    <>
      {watched && <Watching lab={source.id} mayTakePart={mayTakePart} />}
      {source.from === 'lab' && !watched && <ToLecture />}
      {editable && <EditButton />}
      {!missing && (
        <RunMenu source={source} onPicture={() => show('picture')} onPrint={() => show('print')}>
          <CopyMoment />
          <NoteButton />
          <TextLogButton />
          <OpenRecordingButton />
        </RunMenu>
      )}
    </>
  );
  return (
    <LabContext value={store}>
      <Keyboard />
      <Announcer />
      <TextLogSlot />
      <NoteSlot />
      <LabScreen
        bar={<TopBar tools={tools} />}
        instead={editing ? <EditorSlot /> : null}
        notices={
          <>
            <Starting />
            <Notices redial={redial} />
            {!watched && <IdleNotice again={<AgainButton />} />}
          </>
        }
      />
      <Suspense>{shown === 'picture' && <PictureSlot onClose={back} />}</Suspense>
    </LabContext>
  );
}

const pageTitle = (lesson: string | undefined): string =>
  lesson === undefined ? 'Sockscope' : `${lesson} · Sockscope`;
