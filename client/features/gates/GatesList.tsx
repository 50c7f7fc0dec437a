import { useShallow } from 'zustand/react/shallow';
import { canHappenNext } from '#shared/model/can-happen-next';
import { useLab } from '../../store/lab-context.ts';
import { useLecture } from '../../store/lecture.ts';
import { GateRow, WaitingRow } from './GateRow.tsx';
import { Nothing } from './Nothing.tsx';
import './gates.css';

/**
 * Everything that is held back and can be let go, in the order STEP would, and whoever waits for somebody else. Any
 * gate may be released, whatever its place. A lecture shows the next one only.
 */
export function GatesList() {
  const { view, present } = useLab(
    useShallow((store) => ({ view: store.view, present: store.playhead === null && store.mode === 'live' })),
  );
  const lecture = useLecture();
  const all = canHappenNext(view);
  const shown = lecture ? all.slice(0, 1) : all;
  const programs = view.lab?.programs ?? [];
  return (
    <section className="gates" aria-label="Can happen next">
      <h2>{lecture ? 'next' : present ? 'can happen next' : 'held at this moment'}</h2>
      {shown.length === 0 && <Nothing />}
      <ol>
        {/* By place: a row says what stands there now. Rows that kept what they say would move when one comes before them. */}
        {shown.map((possibility, i) =>
          possibility.kind === 'gate' ? (
            <GateRow key={i} possibility={possibility} index={i} programs={programs} />
          ) : (
            <WaitingRow key={i} possibility={possibility} programs={programs} />
          ),
        )}
      </ol>
    </section>
  );
}
