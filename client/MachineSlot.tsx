import { Findings } from './features/machine/Findings.tsx';
import { MachinePanel } from './features/machine/MachinePanel.tsx';
import { StateMachine } from './features/machine/StateMachine.tsx';
import { useLab } from './store/lab-context.ts';
import { useLecture } from './store/lecture.ts';

/** Where the state machine is drawn, from the state at the playhead. */
export function MachineSlot() {
  const state = useLab((store) => store.view);
  const lecture = useLecture();
  if (state.lab === null) return null;
  return (
    <>
      {lecture ? <StateMachine state={state} lecture /> : <MachinePanel state={state} />}
      <Findings findings={state.findings} />
    </>
  );
}
