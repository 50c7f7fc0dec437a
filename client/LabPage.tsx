import { LabFrame } from './LabFrame.tsx';
import { useLabLine } from './store/lab-line.ts';

/** One lab: its line to the server, its store, and the screen. `watch`: somebody else's, only looked at. */
export function LabPage({ lab, watch }: { readonly lab: string; readonly watch: boolean }) {
  const line = useLabLine(lab, watch);
  return (
    <LabFrame store={line.store} source={{ from: 'lab', id: lab }} mayTakePart={watch} redial={() => line.redial()} />
  );
}
