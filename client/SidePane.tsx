import { useState } from 'react';
import { LogPanel } from './features/log/LogPanel.tsx';
import { MachineSlot } from './MachineSlot.tsx';
import { PacketsPanel } from './features/packets/PacketsPanel.tsx';
import { useLecture } from './store/lecture.ts';
import { Tabs } from './ui/Tabs.tsx';

const TABS = [
  { id: 'machine', name: 'State machine' },
  { id: 'log', name: 'Log' },
  { id: 'packets', name: 'Packets' },
] as const;

type TabId = (typeof TABS)[number]['id'];

/** The pane at the right: the state machine, the event log, or the list of packets. A lecture shows the machine alone. */
export function SidePane() {
  const lecture = useLecture();
  const [chosen, choose] = useState<TabId>('machine');
  const tab = lecture ? 'machine' : chosen;
  return (
    <section className="side" aria-label="Details" data-tab={tab}>
      {!lecture && <Tabs label="Details" tabs={TABS} chosen={tab} onChoose={choose} />}
      <div
        className="side-body"
        role={lecture ? undefined : 'tabpanel'}
        aria-labelledby={lecture ? undefined : `tab-${tab}`}
      >
        {tab === 'machine' && <MachineSlot />}
        {tab === 'log' && <LogPanel />}
        {tab === 'packets' && <PacketsPanel />}
      </div>
    </section>
  );
}
