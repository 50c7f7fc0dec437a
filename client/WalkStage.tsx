import { useEffect, useMemo } from 'react';
import { IdleNotice } from './features/notice/IdleNotice.tsx';
import { byHand } from './store/by-hand.ts';
import { LabContext } from './store/lab-context.ts';
import { useLabLine } from './store/lab-line.ts';
import { useWalk, useWalkStore } from './store/walk-store.ts';
import { WalkPicture, type WalkSide } from './WalkPicture.tsx';

interface WalkStageProps {
  readonly lab: string;
  readonly side: WalkSide;
  /** Whoever drives lets things happen here by hand, while the scene does not, and says where all look. */
  readonly byDriver: boolean;
}

/** The lab of the scene as everybody sees it; whoever drives is told before it is ended for want of use. */
export function WalkStage({ lab, side, byDriver }: WalkStageProps) {
  const walk = useWalkStore();
  const line = useLabLine(lab, true, byHand(lab, walk));
  const drives = useWalk((view) => view.drives);
  const rests = useWalk((view) => view.walk?.phase !== 'running' && view.walk?.phase !== 'starting');
  const refusal = useWalk((view) => view.refusal);
  // A recording goes on from moment to moment by itself: one looks around in it alone.
  const recorded = useWalk((view) => view.walk !== null && view.walk.recorded !== null);
  const drive = useWalk((view) => view.drive);
  const leads = byDriver && drives && !recorded;
  const lead = useMemo(
    () => (leads ? (seq: number | null) => drive({ do: 'moment', lab, seq }) : null),
    [leads, drive, lab],
  );
  const { store } = line;
  useEffect(() => store.setState({ byHand: byDriver && drives && rests }), [store, byDriver, drives, rests]);
  useEffect(() => {
    // What was asked for does not happen, and no word of it comes by the lab's own line.
    if (refusal !== null) store.setState({ awaiting: false });
  }, [store, refusal]);
  return (
    <>
      <WalkPicture store={store} side={side} lead={lead} />
      {drives && side === 'first' && (
        <LabContext value={store}>
          <IdleNotice />
        </LabContext>
      )}
    </>
  );
}
