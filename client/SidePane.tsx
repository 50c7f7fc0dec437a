import { lazy, Suspense } from 'react';
import { Following } from './features/links/Following.tsx';
import { Links } from './features/links/Links.tsx';
import { MachineSlot } from './MachineSlot.tsx';
import { PlaceButtons } from './features/panels/PlaceButtons.tsx';
import { useLecture } from './store/lecture.ts';
import { useSide, type SideTab } from './store/side.ts';
import { Tabs } from './ui/Tabs.tsx';

const InspectPanel = lazy(async () => ({
  default: (await import('./features/inspect/InspectPanel.tsx')).InspectPanel,
}));
const LogPanel = lazy(async () => ({ default: (await import('./features/log/LogPanel.tsx')).LogPanel }));
const PacketsPanel = lazy(async () => ({
  default: (await import('./features/packets/PacketsPanel.tsx')).PacketsPanel,
}));
const SequencePanel = lazy(async () => ({
  default: (await import('./features/sequence/SequencePanel.tsx')).SequencePanel,
}));
const StepsPanel = lazy(async () => ({ default: (await import('./features/steps/StepsPanel.tsx')).StepsPanel }));

const TABS: readonly { readonly id: SideTab; readonly name: string }[] = [
  { id: 'machine', name: 'State machine' },
  { id: 'steps', name: 'Steps' },
  { id: 'sequence', name: 'Sequence' },
  { id: 'log', name: 'Log' },
  { id: 'packets', name: 'Packets' },
  { id: 'inspect', name: 'Inspect' },
];

/**
 * The pane at the right: the state machine, the sequence diagram, the event log, the list of packets, or what is known of
 * one thing. A lecture shows the machine alone, or the steps.
 */
export function SidePane() {
  const lecture = useLecture();
  const { tab: chosen, choose } = useSide();
  const tab = lecture && chosen !== 'steps' ? 'machine' : chosen;
  return (
    <section className="side" aria-label="Details" data-tab={tab}>
      <Links />
      {!lecture && <Tabs label="Details" tabs={TABS} chosen={tab} onChoose={choose} />}
      <div
        className="side-body"
        role={lecture ? undefined : 'tabpanel'}
        aria-labelledby={lecture ? undefined : `tab-${tab}`}
      >
        {tab === 'machine' && <MachineSlot />}
        <Suspense fallback={<p className="side-wait">Fetching this panel …</p>}>
          {tab === 'log' && <LogPanel />}
          {tab === 'packets' && <PacketsPanel />}
          {tab === 'inspect' && <InspectPanel />}
          {tab === 'steps' && <StepsPanel />}
          {tab === 'sequence' && <SequencePanel />}
        </Suspense>
      </div>
      {!lecture && (
        <div className="side-foot">
          <Following />
          <PlaceButtons />
        </div>
      )}
    </section>
  );
}
