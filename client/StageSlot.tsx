import { useCallback } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Release } from './features/stage/GateButton.tsx';
import { Stage } from './features/stage/Stage.tsx';
import { useLab, useLabStore } from './store/lab-context.ts';
import { canRelease } from './store/lab-view.ts';
import { useLecture } from './store/lecture.ts';
import { useNarrow } from './store/narrow.ts';
import { useSide } from './store/side.ts';

interface StageSlotProps {
  readonly large?: boolean;
  readonly compact?: boolean;
  readonly hidden?: boolean;
}

/**
 * Where the stage is drawn: it gets the state at the playhead and a way to release gates, and nothing else. While a step
 * is under way a press does nothing; the stage is not drawn again for that, so that what the step brings finds the page
 * idle, and a gate under the keyboard keeps its focus. `large`: drawn as for a lecture, because it has half of the page only. `compact`: one host
 * under the other; without a word about it, where the page is narrow. `hidden`: drawn, and something else is shown in its place.
 */
export function StageSlot({ large = false, compact, hidden = false }: StageSlotProps) {
  const { state, able } = useLab(useShallow((store) => ({ state: store.view, able: canRelease(store) })));
  const store = useLabStore();
  const release = useCallback<Release>(
    (gate, action, delayMs) => {
      const { awaiting, release } = store.getState();
      if (!awaiting) release(gate, action, delayMs);
    },
    [store],
  );
  const destroy = useCallback(
    (socket: string) => {
      const { awaiting, destroy } = store.getState();
      if (!awaiting) destroy(socket);
    },
    [store],
  );
  const inspect = useSide((side) => side.inspect);
  const lecture = useLecture() || large;
  const narrow = useNarrow();
  return (
    <div className="stage-slot" hidden={hidden}>
      {state.lab !== null && (
        <Stage
          state={state}
          lecture={lecture}
          compact={compact ?? narrow}
          canRelease={able}
          onRelease={release}
          onDestroy={destroy}
          onInspect={inspect}
        />
      )}
    </div>
  );
}
