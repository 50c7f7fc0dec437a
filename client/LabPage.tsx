import { LabFrame } from './LabFrame.tsx';
import { useLabLine } from './store/lab-line.ts';

/** One lab: its line to the server, its store, and the screen. */
export function LabPage({ lab }: { readonly lab: string }) {
  const line = useLabLine(lab);
  return <LabFrame store={line.store} source={{ from: 'lab', id: lab }} redial={() => line.redial()} />;
}
