import type { WalkState } from '#shared/protocol/walk';
import { useLectureClock } from '../../store/lecture-clock.ts';
import { useWalk } from '../../store/walk-store.ts';
import { PresenterGlance } from './PresenterGlance.tsx';
import { PresenterPane } from './PresenterPane.tsx';
import { SceneText } from './SceneText.tsx';
import type { Tool } from './Switches.tsx';

interface PresenterSideProps {
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
}

/** The presenter's side: how the lecture stands, what is said, and what only presenters see. */
export function PresenterSide(props: PresenterSideProps) {
  const walk = useWalk((view) => view.walk);
  const given = useWalk((view) => view.presenter?.given ?? null);
  return walk === null || given === null ? null : <Side {...props} walk={walk} given={given} />;
}

function Side({
  tool,
  onTool,
  walk,
  given,
}: PresenterSideProps & { readonly walk: WalkState; readonly given: boolean }) {
  const times = useLectureClock(walk.id, walk.walkthrough, walk.scenes, walk.scene, !given);
  return (
    <>
      <PresenterGlance times={times} />
      <SceneText canAnswer={false} countsHands={given} />
      <PresenterPane tool={tool} onTool={onTool} times={times} />
    </>
  );
}
