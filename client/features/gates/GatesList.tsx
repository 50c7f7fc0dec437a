import { useShallow } from 'zustand/react/shallow';
import { canHappenNext } from '#shared/model/can-happen-next';
import type { LabState } from '#shared/model/state';
import { useLabCalmly } from '../../store/lab-context.ts';
import { useLecture } from '../../store/lecture.ts';
import { GateRow, WaitingRow } from './GateRow.tsx';
import { Nothing } from './Nothing.tsx';
import './gates.css';

/**
 * Everything that is held back and can be let go, in the order STEP would, and whoever waits for somebody else. Any
 * gate may be released, whatever its place. A lecture shows the next one only.
 */
export function GatesList() {
  const { view, present } = useLabCalmly(
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
            <GateRow
              key={i}
              possibility={possibility}
              index={i}
              programs={programs}
              whole={lecture}
              behind={gateBehind(view, possibility.gate.packet)}
            />
          ) : (
            <WaitingRow key={i} possibility={possibility} programs={programs} />
          ),
        )}
      </ol>
    </section>
  );
}

/** The gate of the packet that follows this one on the same way; null where none does. */
function gateBehind({ packets }: LabState, id: string | null): string | null {
  const packet = id === null ? undefined : packets[id];
  if (packet === undefined) return null;
  const following = Object.values(packets)
    .filter(({ event, phase, gate }) => phase === 'held' && gate !== null && event.from === packet.event.from)
    .filter(({ event }) => event.seq > packet.event.seq)
    .sort((a, b) => a.event.seq - b.event.seq);
  return following[0]?.gate ?? null;
}
