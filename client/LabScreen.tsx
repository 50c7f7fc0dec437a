import type { CSSProperties, ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { GatesList } from './features/gates/GatesList.tsx';
import { Narration } from './features/narration/Narration.tsx';
import { Splitter } from './features/panels/Splitter.tsx';
import { SidePane } from './SidePane.tsx';
import { StageSlot } from './StageSlot.tsx';
import { TimelinePanel } from './features/timeline/TimelinePanel.tsx';
import { Transport } from './features/transport/Transport.tsx';
import { useLab } from './store/lab-context.ts';
import { isQuiet } from './store/lab-view.ts';
import { usePanels } from './store/panels.ts';
import { useLecture } from './store/lecture.ts';
import './styles/lab.css';

interface LabScreenProps {
  /** The top bar. */
  readonly bar: ReactNode;
  /** What stands in the stage's place, while something does. */
  readonly instead?: ReactNode;
  /** What may stand before the stage. */
  readonly notices?: ReactNode;
}

/** The lab's screen: top bar, stage, state pane, dock. */
export function LabScreen({ bar, instead, notices }: LabScreenProps) {
  const lecture = useLecture();
  return (
    <LabRoot lecture={lecture}>
      {bar}
      <main className="lab-main">
        {instead ?? <StageSlot />}
        {notices}
      </main>
      <SidePane />
      <Splitter what="side" />
      <footer className="dock" aria-label="Controls">
        <div className="dock-controls">
          <Transport />
          <GatesList />
        </div>
        {!lecture && <TimelinePanel />}
        {!lecture && <Narration />}
      </footer>
      <Splitter what="dock" />
    </LabRoot>
  );
}

/**
 * The screen's root element, with what tests wait for: data-seq is the painted moment, data-head the last event here,
 * data-quiet that nothing is under way. Apart from its children, so that a change of these draws nothing else again.
 */
function LabRoot({ lecture, children }: { readonly lecture: boolean; readonly children: ReactNode }) {
  const root = useLab(
    useShallow((store) => ({
      'data-seq': store.view.seq,
      'data-head': store.head.seq,
      'data-quiet': isQuiet(store),
      'data-mode': store.mode ?? undefined,
      'data-engine': store.status?.engine,
      'data-connection': store.connection.kind,
      'data-playhead': store.playhead === null ? 'live' : 'past',
      'data-phase': store.view.lab?.phase,
    })),
  );
  const panels = usePanels(useShallow(({ side, dock, place, wide }) => ({ side, dock, place, wide })));
  return (
    <div
      className="lab"
      data-page="lab"
      data-lecture={lecture || undefined}
      data-place={panels.place}
      data-wide={panels.wide || undefined}
      style={{ '--side': `${panels.side}%`, '--dock': `${panels.dock}px` } as CSSProperties}
      {...root}
    >
      {children}
    </div>
  );
}
