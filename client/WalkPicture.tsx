import { lazy, Suspense, useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Pane } from '#shared/lessons/scene';
import { FocusSheet } from './features/walk/FocusSheet.tsx';
import { LogPanel } from './features/log/LogPanel.tsx';
import { PacketsPanel } from './features/packets/PacketsPanel.tsx';
import { MachineSlot } from './MachineSlot.tsx';
import { StageSlot } from './StageSlot.tsx';
import { LabContext, useLab, useLabStore } from './store/lab-context.ts';
import { isQuiet, type LabStore } from './store/lab-view.ts';
import { useWalk } from './store/walk-store.ts';

const InspectPanel = lazy(async () => ({
  default: (await import('./features/inspect/InspectPanel.tsx')).InspectPanel,
}));
const SequencePanel = lazy(async () => ({
  default: (await import('./features/sequence/SequencePanel.tsx')).SequencePanel,
}));
const StepsPanel = lazy(async () => ({ default: (await import('./features/steps/StepsPanel.tsx')).StepsPanel }));

/** The scene's picture, from wherever its lab comes: the stage and the pane that the scene shows, at the walk's moment. */
export function WalkPicture({ store }: { readonly store: LabStore }) {
  return (
    <LabContext value={store}>
      <Together />
      <Picture />
    </LabContext>
  );
}

/** Keeps the playhead where the presenter looks, unless one looks around by oneself. */
function Together() {
  const store = useLabStore();
  const moment = useWalk((view) => view.walk?.moment ?? null);
  const strayed = useWalk((view) => view.strayed);
  useEffect(() => {
    if (strayed) return undefined;
    const follow = (): void => {
      const { playhead, head, seek, toLive } = store.getState();
      const at = moment !== null && moment < head.seq ? moment : null;
      if (at === playhead) return;
      // What was told of a moment may come before its events.
      if (moment !== null && moment > head.seq) return;
      if (at === null) toLive();
      else seek(at);
    };
    follow();
    return store.subscribe(follow);
  }, [store, moment, strayed]);
  return null;
}

function Picture() {
  const root = useLab(
    useShallow((store) => ({
      'data-seq': store.view.seq,
      'data-head': store.head.seq,
      'data-quiet': isQuiet(store),
      'data-phase': store.view.lab?.phase,
    })),
  );
  const show = useWalk((view) => view.walk?.show ?? none);
  const panes = show.filter((pane) => pane !== 'stage');
  return (
    <div className="walk-picture" data-panes={panes.length} {...root}>
      <FocusSheet />
      <StageSlot />
      {panes.map((pane) => (
        <section key={pane} className="walk-pane" data-pane={pane}>
          <Suspense fallback={<p className="side-wait">Fetching this panel …</p>}>{panel(pane)}</Suspense>
        </section>
      ))}
    </div>
  );
}

function panel(pane: Pane) {
  switch (pane) {
    case 'machine':
      return <MachineSlot />;
    case 'log':
      return <LogPanel />;
    case 'packets':
      return <PacketsPanel />;
    case 'sequence':
      return <SequencePanel />;
    case 'steps':
      return <StepsPanel />;
    case 'inspect':
      return <InspectPanel />;
    // The stage shows the programs' texts.
    case 'stage':
    case 'program':
      return null;
  }
}

const none: readonly never[] = [];
