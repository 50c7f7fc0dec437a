import { useLabLine } from './store/lab-line.ts';
import { WalkPicture } from './WalkPicture.tsx';

/** The lab of the scene as everybody sees it. */
export function WalkStage({ lab }: { readonly lab: string }) {
  const line = useLabLine(lab, true);
  return <WalkPicture store={line.store} />;
}
