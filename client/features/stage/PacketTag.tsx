import { memo, type CSSProperties, type JSX } from 'react';
import { counted } from '#shared/base/counted';
import { alike } from '../../ui/alike.ts';
import type { Rect } from '../../ui/geometry.ts';
import { codeWidth } from '../../ui/text-width.ts';
import { SourceMark } from './Marks.tsx';
import { Tick } from './Application.tsx';
import { Pressable, type Inspect } from './GateButton.tsx';
import { fateOf } from './WireNote.tsx';
import type { Tag } from './wire-layout.ts';

/** The outline of a tag: an arrow that points the way the packet travels. */
function tagPoints(box: Rect, pointsRight: boolean): string {
  const { x, y, width, height } = box;
  const tip = Math.min(height * 0.5, 24);
  const points: readonly (readonly [number, number])[] = pointsRight
    ? [
        [x, y],
        [x + width - tip, y],
        [x + width, y + height / 2],
        [x + width - tip, y + height],
        [x, y + height],
      ]
    : [
        [x + width, y],
        [x + tip, y],
        [x, y + height / 2],
        [x + tip, y + height],
        [x + width, y + height],
      ];
  return points.map((point) => point.join(',')).join(' ');
}

interface TagProps {
  readonly tag: Tag;
  readonly kind: string;
  readonly now: boolean;
  /** Where it comes from, relative to where it is drawn, for its way there. */
  readonly travel: number;
}

/** The label that stands for a packet: flags, numbers, who saw it, and whether it is held, through or lost. */
export function HeldTag(
  props: TagProps & { selected: boolean; canRelease: boolean; canInspect: boolean; onSelect: () => void },
): JSX.Element {
  const { tag, kind, now, travel, selected, canRelease, onSelect } = props;
  const { packet, box, size, words, pointsRight, copies } = tag;
  const y = box.y + box.height / 2;
  const tip = Math.min(box.height * 0.5, 24);
  const textX = box.x + size * 0.75 + (pointsRight ? 0 : tip);
  const restX = textX + codeWidth(`${words.head} `, size);
  const copiesX = restX + codeWidth(words.rest === '' ? '' : `${words.rest} `, size);
  const end = box.x + box.width - size * 0.8 - (pointsRight ? tip * 0.7 : 0);
  const from = packet.event.from;
  return (
    <Pressable
      className="stage-packet"
      label={`packet ${words.head} ${words.rest} from host ${from} to host ${packet.event.to}, held`}
      active={(canRelease && !selected) || props.canInspect}
      onPress={onSelect}
      data={{
        'data-packet': packet.id,
        'data-phase': packet.phase,
        'data-role-kind': kind,
        'data-now': String(now),
        'data-selected': String(selected),
        'data-copies': String(packet.copies),
        ...(packet.gate === null ? {} : { 'data-gate': packet.gate }),
      }}
    >
      <g className="stage-travel" style={{ '--travel': `${travel}px` } as CSSProperties}>
        <polygon className="stage-tag" points={tagPoints(box, pointsRight)} />
        <text className="stage-code stage-strong" x={textX} y={y + size * 0.35} fontSize={size}>
          {words.head}
        </text>
        <text className="stage-code" x={restX} y={y + size * 0.35} fontSize={size}>
          {words.rest}
        </text>
        {copies === '' ? null : (
          <text className="stage-strong" x={copiesX} y={y + size * 0.35} fontSize={size * 0.92}>
            <title>{`${counted(packet.copies, 'retransmitted copy', 'retransmitted copies')} came while it was held`}</title>
            {copies}
          </text>
        )}
        {tag.brief ? null : (
          <SourceMark source="wire" x={end - size * 1.75} y={y} size={size * 0.62} title="seen on the wire" />
        )}
        <WaitSign packet={packet} end={end} y={y} size={size} />
      </g>
    </Pressable>
  );
}

/** Why it stands there: held by a gate (two bars), or let go to wait for a while (a clock). */
function WaitSign(props: { packet: Tag['packet']; end: number; y: number; size: number }): JSX.Element {
  const { packet, end, y, size } = props;
  if (packet.gate === null && packet.delayMs !== undefined) {
    const x = end - size * 0.42;
    const r = size * 0.46;
    return (
      <g className="stage-clock" data-delay={packet.delayMs}>
        <title>{`goes on by itself after ${packet.delayMs} ms`}</title>
        <circle cx={x} cy={y} r={r} />
        <path d={`M${x} ${y - r * 0.65}V${y}H${x + r * 0.5}`} />
      </g>
    );
  }
  return (
    <g className="stage-pause">
      <rect x={end - size * 0.78} y={y - size * 0.45} width={size * 0.26} height={size * 0.9} />
      <rect x={end - size * 0.3} y={y - size * 0.45} width={size * 0.26} height={size * 0.9} />
    </g>
  );
}

/** A packet that is through (dotted, ticked) or lost (crossed out). */
export const GhostTag = memo(function GhostTag(props: TagProps & { onInspect: Inspect | null }): JSX.Element {
  const { tag, kind, now, travel, onInspect } = props;
  const { packet, box, size, words, pointsRight } = tag;
  const y = box.y + box.height / 2;
  const tip = Math.min(box.height * 0.5, 24);
  const textX = box.x + size * 0.6 + (pointsRight ? 0 : tip * 0.8);
  const text = `${words.head} ${words.rest}`.trim();
  const signX = textX + codeWidth(text, size) + size * 0.9;
  const s = size * 0.34;
  const fate = fateOf(packet);
  return (
    <g
      className="stage-packet"
      data-packet={packet.id}
      data-phase={packet.phase}
      data-role-kind={kind}
      data-now={now}
      data-corrupted={packet.corrupted !== undefined || undefined}
    >
      {fate === null ? null : <title>{fate}</title>}
      <g className="stage-travel" style={{ '--travel': `${travel}px` } as CSSProperties}>
        <Pressable
          className="stage-ghost"
          label={`inspect packet ${text}, ${packet.phase}`}
          active={onInspect !== null}
          onPress={() => onInspect?.({ kind: 'packet', id: packet.id })}
        >
          <polygon className="stage-tag" points={tagPoints(box, pointsRight)} />
        </Pressable>
        <text className="stage-code" x={textX} y={y + size * 0.35} fontSize={size}>
          {text}
        </text>
        {packet.corrupted !== undefined ? (
          <path
            className="stage-cross"
            d={`M${signX - 1.3 * s} ${y + s}l${0.9 * s} ${-2 * s}l${0.8 * s} ${2 * s}l${0.9 * s} ${-2 * s}`}
          />
        ) : packet.phase === 'delivered' ? (
          <Tick x={signX} y={y} size={size * 0.75} />
        ) : (
          <path
            className="stage-cross"
            d={`M${signX - s} ${y - s}L${signX + s} ${y + s}M${signX + s} ${y - s}L${signX - s} ${y + s}`}
          />
        )}
      </g>
    </g>
  );
}, alike);
