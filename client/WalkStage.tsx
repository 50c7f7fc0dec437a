import { IdleNotice } from './features/notice/IdleNotice.tsx';
import { LabContext } from './store/lab-context.ts';
import { useLabLine } from './store/lab-line.ts';
import { useWalk } from './store/walk-store.ts';
import { WalkPicture, type WalkSide } from './WalkPicture.tsx';

/** The lab of the scene as everybody sees it; whoever drives is told before it is ended for want of use. */
export function WalkStage({ lab, side }: { readonly lab: string; readonly side: WalkSide }) {
  const line = useLabLine(lab, true);
  const drives = useWalk((view) => view.drives);
  return (
    <>
      <WalkPicture store={line.store} side={side} />
      {drives && side === 'first' && (
        <LabContext value={line.store}>
          <IdleNotice />
        </LabContext>
      )}
    </>
  );
}
