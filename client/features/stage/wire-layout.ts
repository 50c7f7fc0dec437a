import type { PacketState } from '#shared/model/state';
import type { Rect } from '../../ui/geometry.ts';
import { right } from '../../ui/geometry.ts';
import { codeWidth, uiWidth } from '../../ui/text-width.ts';
import type { Metrics, WireGrid } from './grid.ts';
import { packetWords, type PacketWords } from './shorthand.ts';

export interface Tag {
  readonly packet: PacketState;
  readonly words: PacketWords;
  readonly box: Rect;
  readonly size: number;
  /** Points to the host it travels to. */
  readonly pointsRight: boolean;
  readonly copies: string;
  /** Flags alone, without numbers and mark: for a lecture with several packets. */
  readonly brief: boolean;
}

export interface WireLayout {
  readonly held: readonly Tag[];
  readonly ghosts: readonly Tag[];
  /** Held packets that find no lane, a host each: told as a number. */
  readonly hidden: readonly { readonly pointsRight: boolean; readonly count: number }[];
}

/** Space inside a tag: the arrow's point, the pause sign, and the wire's mark where there is one. */
const tagExtras = (size: number, brief: boolean): number => size * (brief ? 3.6 : 5.6);

/**
 * Places the packets between the two NICs. One alone sits on the wire; several share lanes, each in the half of the
 * host that sent it, the oldest topmost, so that crossing packets are seen to cross. Nothing overlaps.
 * @param leftHost the host whose NIC stands on the left
 */
export function layoutWire(
  held: readonly PacketState[],
  finished: readonly PacketState[],
  grid: WireGrid,
  metrics: Metrics,
  leftHost: string,
): WireLayout {
  const air = { x: right(grid.nics[0]) + 10, width: grid.nics[1].x - right(grid.nics[0]) - 20 };
  const pointsRight = (packet: PacketState): boolean => packet.event.from === leftHost;
  if (held.length <= 1) {
    const ghosts = layoutGhosts(finished, air, grid.ghostLane, metrics, pointsRight);
    return { held: held.map((packet) => alone(packet, air, grid, metrics, pointsRight(packet))), ghosts, hidden: [] };
  }
  const narrow = air.width < 400;
  const half = narrow ? air.width : (air.width - 24) / 2;
  const tags: Tag[] = [];
  const hidden: { pointsRight: boolean; count: number }[] = [];
  const lanesOf = (side: boolean): readonly number[] =>
    narrow
      ? grid.lanes.filter((_, i) => (side ? i < 2 : i === 2) || held.every((p) => pointsRight(p) === side))
      : grid.lanes;
  for (const side of [true, false]) {
    const mine = held.filter((packet) => pointsRight(packet) === side);
    const lanes = lanesOf(side);
    const shown = mine.length > lanes.length ? lanes.length - 1 : mine.length;
    mine.slice(0, shown).forEach((packet, i) => {
      const brief = metrics.tag > 50;
      const size = fitted(packet, half, Math.min(metrics.code, metrics.tagSmall * 0.54), brief);
      const width = tagWidth(packet, size, brief);
      const x = side ? air.x + half - width - (narrow ? 0 : i * 10) : air.x + air.width - half + (narrow ? 0 : i * 10);
      tags.push({
        ...described(packet, size, side, brief),
        box: {
          x: Math.max(air.x, Math.min(x, air.x + air.width - width)),
          y: (lanes[i] ?? grid.mainLane) - metrics.tagSmall / 2,
          width,
          height: metrics.tagSmall,
        },
      });
    });
    if (mine.length > shown) hidden.push({ pointsRight: side, count: mine.length - shown });
  }
  return { held: tags, ghosts: [], hidden };
}

function alone(packet: PacketState, air: { x: number; width: number }, grid: WireGrid, m: Metrics, side: boolean): Tag {
  const size = fitted(packet, air.width, m.code * 1.1, false);
  const width = tagWidth(packet, size, false);
  // Held on its way: nearer to its sender, with the untravelled wire before it.
  const travelled = Math.max(0, (air.width - width) * 0.42);
  const x = side ? air.x + travelled : air.x + air.width - width - travelled;
  return {
    ...described(packet, size, side, false),
    box: { x, y: grid.mainLane - m.tag / 2, width, height: m.tag },
  };
}

/** The last packets that came through, beside the NIC they reached; the newest next to it. */
function layoutGhosts(
  finished: readonly PacketState[],
  air: { x: number; width: number },
  lane: number,
  m: Metrics,
  pointsRight: (packet: PacketState) => boolean,
): readonly Tag[] {
  const tags: Tag[] = [];
  let fromLeft = air.x;
  let fromRight = air.x + air.width;
  for (const packet of [...finished].reverse()) {
    const side = pointsRight(packet);
    const size = m.label;
    const { head, rest } = packetWords(packet);
    const short = rest.split(' ')[0] ?? '';
    const words = { head, rest: m.tag > 50 || air.width < 400 ? '' : short };
    const width = codeWidth(`${words.head} ${words.rest}`.trim(), size) + size * 3.2;
    if (fromRight - fromLeft < width + 24) break;
    const x = side ? fromRight - width : fromLeft;
    if (side) fromRight = x - 16;
    else fromLeft = x + width + 16;
    const height = Math.min(m.tagSmall, size * 2);
    tags.push({
      packet,
      words,
      size,
      pointsRight: side,
      copies: '',
      brief: true,
      box: { x, y: lane - height / 2, width, height },
    });
  }
  return tags;
}

const copiesOf = (packet: PacketState): string => (packet.copies > 0 ? `×${packet.copies + 1}` : '');

const wordsOf = (packet: PacketState, brief: boolean): PacketWords =>
  brief ? { ...packetWords(packet), rest: '' } : packetWords(packet);

const described = (packet: PacketState, size: number, pointsRight: boolean, brief: boolean): Omit<Tag, 'box'> => ({
  packet,
  words: wordsOf(packet, brief),
  size,
  pointsRight,
  copies: copiesOf(packet),
  brief,
});

function tagWidth(packet: PacketState, size: number, brief: boolean): number {
  const { head, rest } = wordsOf(packet, brief);
  const copies = copiesOf(packet);
  return Math.ceil(
    codeWidth(`${head} ${rest}`.trim(), size) +
      (copies === '' ? 0 : uiWidth(`${copies} `, size) + size * 0.4) +
      tagExtras(size, brief),
  );
}

/** The largest type size, at most `size`, at which the tag is no wider than `width`. */
function fitted(packet: PacketState, width: number, size: number, brief: boolean): number {
  const wanted = tagWidth(packet, size, brief);
  return wanted <= width ? size : (size * width) / wanted;
}

/** The last packets of the loopback device side by side under it, oldest at the left. */
export function loopbackTags(
  finished: readonly PacketState[],
  grid: WireGrid,
  m: Metrics,
  most: number,
): readonly Tag[] {
  const gap = m.code;
  const tags = finished.slice(-most).map((packet) => {
    const { head, rest } = packetWords(packet);
    const words = { head, rest: m.tag > 50 ? '' : rest.replace(/ack=\d+ ?/, '').trim() };
    return { packet, words, width: codeWidth(`${words.head} ${words.rest}`.trim(), m.label) + m.label * 3.4 };
  });
  const widest = grid.band.width - 16;
  while (tags.length > 1 && tags.reduce((sum, tag) => sum + tag.width + gap, -gap) > widest) tags.shift();
  const total = tags.reduce((sum, tag) => sum + tag.width + gap, -gap);
  let x = grid.band.x + (grid.band.width - total) / 2;
  const height = Math.min(m.tagSmall, m.label * 2);
  return tags.map(({ packet, words, width }) => {
    const box = { x, y: grid.mainLane + (m.tag > 50 ? -24 : m.code), width, height };
    x += width + gap;
    return { packet, words, box, size: m.label, pointsRight: true, copies: '', brief: true };
  });
}
