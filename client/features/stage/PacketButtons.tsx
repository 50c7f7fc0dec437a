import type { JSX } from 'react';
import type { GateAction } from '#shared/events/gate';
import type { PacketState } from '#shared/model/state';
import { middleX, middleY, right, type Rect } from '../../ui/geometry.ts';
import { uiWidth } from '../../ui/text-width.ts';
import { Pressable, type Inspect, type Release } from './GateButton.tsx';
import type { StageGrid } from './grid.ts';

interface Choice {
  readonly action: GateAction | 'inspect';
  readonly text: string;
  readonly label: string;
  readonly delayMs?: number;
}

const delays = [
  [200, '200 ms'],
  [1000, '1 s'],
  [5000, '5 s'],
] as const;

/** In the order of their use; where there is no room the last ones are left out. */
const choices: readonly Choice[] = [
  { action: 'release', text: 'release', label: 'release this packet' },
  { action: 'drop', text: 'drop', label: 'drop this packet' },
  { action: 'duplicate', text: 'duplicate', label: 'duplicate this packet' },
  { action: 'corrupt', text: 'corrupt', label: 'corrupt this packet: flip one bit and send it on' },
  ...delays.map(([delayMs, words], i): Choice => ({
    action: 'delay',
    text: i === 0 ? `delay ${words}` : words,
    label: `delay this packet by ${words}`,
    delayMs,
  })),
  { action: 'inspect', text: 'bytes', label: 'inspect this packet: headers and bytes' },
];

const gap = 8;

interface PlacedButton {
  readonly choice: Choice;
  readonly box: Rect;
}

/** The buttons' places: from `x` on, where that leaves room for all of them. */
export function placeButtons({ wire, metrics: m }: StageGrid, x: number): readonly PlacedButton[] {
  const left = wire.band.x + 8;
  const widths = choices.map((choice) => uiWidth(choice.text, m.label) + m.label * 1.6);
  const ends = widths.map((_, i) => widths.slice(0, i + 1).reduce((sum, width) => sum + width + gap, -gap));
  const fitting = choices.filter((_, i) => (ends[i] ?? 0) <= wire.band.width - 16);
  const limit = right(wire.band) - 8 - (ends[fitting.length - 1] ?? 0);
  const start = Math.max(left, Math.min(x, limit));
  return fitting.map((choice, i) => {
    const width = widths[i] ?? 0;
    return { choice, box: { ...wire.buttons, x: start + (ends[i] ?? 0) - width, width } };
  });
}

/** What can be done with the held packet, below it. */
export function PacketButtons(props: {
  packet: PacketState;
  grid: StageGrid;
  placed: readonly PlacedButton[];
  onRelease: Release;
  onInspect: Inspect | null;
}): JSX.Element | null {
  const { packet, grid, placed, onRelease, onInspect } = props;
  const { metrics: m } = grid;
  const { gate } = packet;
  if (gate === null) return null;
  const press = ({ action, delayMs }: Choice): void => {
    if (action === 'inspect') onInspect?.({ kind: 'packet', id: packet.id });
    else onRelease(gate, action, delayMs);
  };
  return (
    <g className="stage-buttons" data-packet-of={packet.id}>
      {placed.map(({ choice, box }) => (
        <Pressable
          key={choice.label}
          className="stage-button"
          label={choice.label}
          active
          onPress={() => press(choice)}
          data={{
            'data-action': choice.action,
            ...(choice.delayMs === undefined ? {} : { 'data-delay': String(choice.delayMs) }),
          }}
        >
          <rect {...box} rx={6} />
          <text x={middleX(box)} y={middleY(box) + m.label * 0.35} fontSize={m.label} textAnchor="middle">
            {choice.text}
          </text>
        </Pressable>
      ))}
    </g>
  );
}
