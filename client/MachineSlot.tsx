import { useEffect, useState } from 'react';
import { Findings } from './features/machine/Findings.tsx';
import { MachinePanel } from './features/machine/MachinePanel.tsx';
import { StateMachine } from './features/machine/StateMachine.tsx';
import { useLab, useLabCalmly } from './store/lab-context.ts';
import { useLecture } from './store/lecture.ts';

/**
 * Where the state machine is drawn, from the state at the playhead. It comes a frame after the stage: the first picture of a
 * lab is not kept waiting for the second.
 */
export function MachineSlot() {
  const state = useLab((store) => store.view);
  const told = useLabCalmly((store) => store.view);
  const lecture = useLecture();
  const due = useAFrameLater(state.lab !== null);
  if (state.lab === null || !due) return null;
  return (
    <>
      {lecture ? <StateMachine state={state} lecture /> : <MachinePanel state={state} told={told} />}
      <Findings findings={told.findings} />
    </>
  );
}

/** True once a frame has been painted since `ready` was. */
function useAFrameLater(ready: boolean): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!ready || due) return undefined;
    let timer: ReturnType<typeof setTimeout> | null = null;
    // A task that a frame's callback asks for comes after that frame's paint. A hidden tab has no frames.
    const later = (): void => {
      timer = setTimeout(() => setDue(true), 0);
    };
    if (document.visibilityState === 'hidden') later();
    const frame = requestAnimationFrame(later);
    return () => {
      cancelAnimationFrame(frame);
      if (timer !== null) clearTimeout(timer);
    };
  }, [ready, due]);
  return due;
}
