import { useShallow } from 'zustand/react/shallow';
import type { Possibility } from '#shared/model/can-happen-next';
import type { ProgramText } from '#shared/events/lab';
import { useLab } from '../../store/lab-context.ts';
import { canRelease } from '../../store/lab-store.ts';
import { Key } from '../../ui/Key.tsx';
import { PacketMark, RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';

interface GateRowProps {
  readonly possibility: Extract<Possibility, { kind: 'gate' }>;
  /** Its place in the list, from 0: the key that releases it is one more. */
  readonly index: number;
  readonly programs: readonly ProgramText[];
}

/** One gate: a press lets it go. A packet can also be dropped, or sent on twice. */
export function GateRow({ possibility, index, programs }: GateRowProps) {
  const { able, release } = useLab(
    useShallow((store) => ({ able: canRelease(store) && !store.awaiting, release: store.release })),
  );
  const { gate, next, role, sentence } = possibility;
  const isPacket = gate.holds === 'packet.held';
  return (
    <li className="gate" data-gate={gate.id} data-holds={gate.holds} data-next={next || undefined}>
      <button type="button" className="gate-release" disabled={!able} onClick={() => release(gate.id)}>
        {isPacket ? <PacketMark /> : <RoleMark style={roleStyle(role, programs)} />}
        <span className="gate-sentence">{sentence}</span>
        {able && <Key>{next ? 'Space' : index < 9 ? String(index + 1) : '·'}</Key>}
      </button>
      {isPacket && able && (
        <span className="gate-more">
          <button type="button" onClick={() => release(gate.id, 'drop')} aria-label={`drop ${sentence}`}>
            drop
          </button>
          <button type="button" onClick={() => release(gate.id, 'duplicate')} aria-label={`duplicate ${sentence}`}>
            duplicate
          </button>
        </span>
      )}
    </li>
  );
}

interface WaitingRowProps {
  readonly possibility: Extract<Possibility, { kind: 'waiting' }>;
  readonly programs: readonly ProgramText[];
}

/** A program that nobody here can let go: it waits for the kernel, and that for somebody else. */
export const WaitingRow = ({ possibility, programs }: WaitingRowProps) => (
  <li className="gate gate-waiting" data-waiting={possibility.role}>
    <RoleMark style={roleStyle(possibility.role, programs)} />
    <span className="gate-sentence">{possibility.sentence}</span>
  </li>
);
