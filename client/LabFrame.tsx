import { useEffect } from 'react';
import { LabScreen } from './LabScreen.tsx';
import { Keyboard } from './features/keys/Keyboard.tsx';
import { Notices } from './features/notice/Notices.tsx';
import { Starting } from './features/notice/Starting.tsx';
import { TopBar } from './features/topbar/TopBar.tsx';
import { RunMenu } from './features/exporting/RunMenu.tsx';
import { OpenRecordingButton } from './features/recordings/OpenRecordingButton.tsx';
import type { RunSource } from './store/address.ts';
import { LabContext } from './store/lab-context.ts';
import type { LabStore } from './store/lab-store.ts';

interface LabFrameProps {
  readonly store: LabStore;
  /** Where this run is kept, for whoever wants to save or compare it. */
  readonly source: RunSource;
  /** Dials at once instead of waiting. */
  readonly redial: () => void;
}

/** What every page that shows one run has, wherever the run comes from. */
export function LabFrame({ store, source, redial }: LabFrameProps) {
  useEffect(
    () =>
      store.subscribe(({ head }) => {
        document.title = pageTitle(head.lab?.lesson.title);
      }),
    [store],
  );
  useEffect(() => {
    document.title = pageTitle(store.getState().head.lab?.lesson.title);
  }, [store]);
  const tools = (
    <RunMenu source={source}>
      <OpenRecordingButton />
    </RunMenu>
  );
  return (
    <LabContext value={store}>
      <Keyboard />
      <LabScreen
        bar={<TopBar tools={tools} />}
        notices={
          <>
            <Starting />
            <Notices redial={redial} />
          </>
        }
      />
    </LabContext>
  );
}

const pageTitle = (lesson: string | undefined): string =>
  lesson === undefined ? 'Sockscope' : `${lesson} · Sockscope`;
