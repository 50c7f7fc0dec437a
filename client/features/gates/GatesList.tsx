import { useShallow } from 'zustand/react/shallow';
import { gatesInOrder } from '#shared/model/next-gate';
import { useLab } from '../../store/lab-context.ts';
import { canRelease } from '../../store/lab-store.ts';

/** What can happen next. */
export function GatesList() {
  const { view, able, release } = useLab(
    useShallow((store) => ({ view: store.view, able: canRelease(store), release: store.release })),
  );
  return (
    <ol aria-label="Can happen next">
      {gatesInOrder(view).map((gate) => (
        <li key={gate.id} data-gate={gate.id}>
          <button type="button" disabled={!able} onClick={() => release(gate.id)}>
            {gate.holds} {gate.role ?? gate.packet}
          </button>
        </li>
      ))}
    </ol>
  );
}
