import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Possibility } from '#shared/model/can-happen-next';
import type { GateAction } from '#shared/events/gate';
import type { ProgramText } from '#shared/events/lab';
import { useLabCalmly } from '../../store/lab-context.ts';
import { canRelease } from '../../store/lab-view.ts';
import { useSide } from '../../store/side.ts';
import { Key } from '../../ui/Key.tsx';
import { PacketMark, RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';

const ACTIONS: readonly { readonly action: GateAction; readonly text: string; readonly delayMs?: number }[] = [
  { action: 'drop', text: 'drop' },
  { action: 'duplicate', text: 'double' },
  { action: 'delay', text: 'delay 1 s', delayMs: 1000 },
  { action: 'corrupt', text: 'corrupt' },
];

interface GateRowProps {
  readonly possibility: Extract<Possibility, { kind: 'gate' }>;
  /** Its place in the list, from 0: the key that releases it is one more. */
  readonly index: number;
  readonly programs: readonly ProgramText[];
  /** The gate of the packet behind it on the same way, which can be let past it; null: there is none. */
  readonly behind: string | null;
  /** Everything that can be done to a packet stands there at once. */
  readonly whole: boolean;
}

/** One gate: a press lets it go. A packet can also be lost, doubled, delayed, spoiled, overtaken, or looked into. */
export function GateRow({ possibility, index, programs, behind, whole }: GateRowProps) {
  const [open, setOpen] = useState(false);
  const inspect = useSide((side) => side.inspect);
  const { able, release } = useLabCalmly(
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
      {isPacket && able && !whole && (
        <button
          type="button"
          className="gate-open"
          aria-expanded={open}
          aria-label={`what else can be done to ${sentence}`}
          title="drop, double, delay, corrupt, bytes"
          onClick={() => setOpen(!open)}
        >
          ⋯
        </button>
      )}
      {isPacket && able && (open || whole) && (
        <span className="gate-more">
          {ACTIONS.map(({ action, text, delayMs }) => (
            <button
              key={action}
              type="button"
              onClick={() => release(gate.id, action, delayMs)}
              aria-label={`${text} ${sentence}`}
            >
              {text}
            </button>
          ))}
          {behind !== null && (
            <button
              type="button"
              onClick={() => release(behind)}
              aria-label={`swap: let the next one pass ${sentence}`}
            >
              swap
            </button>
          )}
          <button
            type="button"
            className="gate-bytes"
            onClick={() => gate.packet !== null && inspect({ kind: 'packet', id: gate.packet })}
            aria-label={`headers and bytes of ${sentence}`}
          >
            bytes
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
