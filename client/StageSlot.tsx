import { useShallow } from 'zustand/react/shallow';
import { Stage } from './features/stage/Stage.tsx';
import { useLab } from './store/lab-context.ts';
import { canRelease } from './store/lab-store.ts';
import { useLecture } from './store/lecture.ts';
import { useNarrow } from './store/narrow.ts';

/** Where the stage is drawn: it gets the state at the playhead and a way to release gates, and nothing else. */
export function StageSlot() {
  const { state, able, release } = useLab(
    useShallow((store) => ({ state: store.view, able: canRelease(store) && !store.awaiting, release: store.release })),
  );
  const lecture = useLecture();
  const compact = useNarrow();
  return (
    <div className="stage-slot">
      {state.lab !== null && (
        <Stage state={state} lecture={lecture} compact={compact} canRelease={able} onRelease={release} />
      )}
    </div>
  );
}
