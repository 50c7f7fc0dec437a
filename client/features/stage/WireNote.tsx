import type { JSX } from 'react';
import type { PacketState } from '#shared/model/state';
import { middleY, right, type Rect } from '../../ui/geometry.ts';
import { cut } from '../../ui/text-width.ts';
import type { StageGrid } from './grid.ts';
import { packetWords } from './shorthand.ts';

/** What was done to the last packet that is through or lost, in words; null where it simply arrived. */
export function fateOf(packet: PacketState): string | null {
  const { head } = packetWords(packet);
  if (packet.phase === 'dropped') return `${head} lost: ${packet.why ?? 'nobody knows why'}`;
  const told = [
    ...(packet.corrupted === undefined ? [] : [`corrupted: bit ${packet.corrupted} flipped`]),
    ...(packet.rule === undefined ? [] : [`rule: ${packet.rule}`]),
    ...(packet.delayMs === undefined ? [] : [`delayed by ${packet.delayMs} ms`]),
    ...(packet.duplicates === undefined ? [] : [`sent ${packet.duplicates + 1} times`]),
  ];
  return told.length === 0 ? null : `${head} ${told.join(', ')}`;
}

/**
 * Why the last packet came to its end as it did, in the row of the buttons, on the side where they leave more room.
 * @param taken where the buttons are; nothing where there are none
 */
export function WireNote(props: {
  packet: PacketState | null;
  grid: StageGrid;
  taken: readonly Rect[];
}): JSX.Element | null {
  const { packet, grid, taken } = props;
  const { wire, metrics: m } = grid;
  const fate = packet === null ? null : fateOf(packet);
  if (packet === null || fate === null || wire.buttons.height === 0) return null;
  const from = wire.band.x + 12;
  const to = right(wire.band) - 12;
  const first = taken[0];
  const last = taken.at(-1);
  const before = first === undefined ? to - from : first.x - 16 - from;
  const behind = last === undefined ? 0 : to - right(last) - 16;
  const left = before >= behind;
  const most = Math.floor(Math.max(before, behind) / (m.label * 0.56));
  if (most < 12) return null;
  return (
    <text
      className="stage-note stage-fate"
      data-fate={packet.phase === 'dropped' ? 'dropped' : packet.corrupted === undefined ? 'delivered' : 'corrupted'}
      x={left ? from : to}
      y={middleY(wire.buttons) + m.label * 0.35}
      fontSize={m.label}
      textAnchor={left ? 'start' : 'end'}
    >
      <title>{fate}</title>
      {cut(fate, most)}
    </text>
  );
}
