import type { JSX } from 'react';
import { bottom, middleX, right, type Rect } from '../../ui/geometry.ts';
import { uiWidth } from '../../ui/text-width.ts';
import { endsOf, finishedPackets } from './packets.ts';
import { GhostTag } from './PacketTag.tsx';
import { riserPath } from './risers.ts';
import { loopbackTags } from './wire-layout.ts';
import { Arrow } from './Arrow.tsx';
import type { WireProps } from './Wire.tsx';
import type { StageGrid } from './grid.ts';

/** The hardware band where it has no part: Unix sockets, or a machine on which packets cannot be seen. */
export function UnusedWire(props: { grid: StageGrid; words: string; hatch: string }): JSX.Element {
  const { grid, words, hatch } = props;
  const { wire, metrics: m } = grid;
  const y = wire.mainLane - (grid.arrangement === 'lecture' ? 20 : 8);
  const width = uiWidth(words, m.fact) + m.fact * 2.4;
  const label: Rect = { x: middleX(wire.band) - width / 2, y: y - m.fact * 1.3, width, height: m.fact * 2.6 };
  return (
    <g className="stage-wire stage-wire-unused">
      <rect x={wire.band.x} y={wire.band.y} width={wire.band.width} height={wire.band.height} fill={`url(#${hatch})`} />
      <line className="stage-cable" x1={right(wire.nics[0])} x2={wire.nics[1].x} y1={y} y2={y} />
      {wire.nics.map((nic) => (
        <g key={nic.x} className="stage-nic" data-unused="true">
          <rect x={nic.x} y={y - m.code * 1.9} width={nic.width} height={m.code * 3.8} rx={5} />
          <text className="stage-label" x={middleX(nic)} y={y + m.label * 0.35} fontSize={m.label} textAnchor="middle">
            NIC
          </text>
        </g>
      ))}
      <rect className="stage-plate" x={label.x} y={label.y} width={label.width} height={label.height} rx={4} />
      <text className="stage-strong" x={middleX(label)} y={y + m.fact * 0.36} fontSize={m.fact} textAnchor="middle">
        {words}
      </text>
    </g>
  );
}

/** TCP inside one host: packets run through the loopback device, seen by AF_PACKET but never held. */
export function Loopback(props: WireProps): JSX.Element {
  const { state, columns, scenes, grid } = props;
  const { wire, metrics: m } = grid;
  const { band } = wire;
  const lecture = grid.arrangement === 'lecture';
  const lo: Rect = {
    x: middleX(band) - m.code * 4,
    y: lecture ? band.y + 10 : wire.mainLane - m.code * 3.6,
    width: m.code * 8,
    height: m.code * (lecture ? 2 : 3.4),
  };
  const finished = finishedPackets(state, true, 3);
  const tags = loopbackTags(finished, wire, m, lecture ? 1 : 3);
  const newest = finished.at(-1) ?? null;
  const ends = newest === null ? null : endsOf(state, newest);
  const y = lo.y + lo.height / 2;
  const now = newest !== null && state.now?.kind === 'packet' && state.now.packet === newest.id;
  const narrow = grid.arrangement !== 'plate';
  const words = narrow
    ? 'loopback: seen, but cannot be held'
    : 'loopback packets are seen but cannot be held; the network card is not used';
  const kind = columns.find((_, i) => scenes[i]?.layout.placed.some((p) => p.socket.id === ends?.from?.id))?.style.kind;
  return (
    <g className="stage-wire stage-wire-loopback">
      {grid.arrangement === 'compact'
        ? null
        : grid.columns.map((column, i) => {
            const layout = scenes[i]?.layout;
            const placed = layout?.placed.find((p) => [ends?.from, ends?.to].some((s) => matches(p.socket.id, s)));
            if (layout === undefined || placed === undefined) return null;
            const sends = matches(placed.socket.id, ends?.from ?? null);
            const x = middleX(column.boxes);
            const rise = riserPath(placed.socket, { ...lo, x, y }, x, column, layout);
            if (rise === null) return null;
            const edge = { x: x < lo.x ? lo.x : right(lo), y };
            const up = [edge, ...rise];
            return (
              <g key={columns[i]?.role ?? i} className="stage-riser" data-role-kind={kind}>
                <Arrow
                  path={sends ? [...up].reverse() : up}
                  className="stage-trace-arrow"
                  now={false}
                  head={m.code * 0.6}
                />
              </g>
            );
          })}
      <g className="stage-nic" data-host={columns[0]?.host}>
        <rect x={lo.x} y={lo.y} width={lo.width} height={lo.height} rx={5} />
        <text
          className="stage-strong"
          x={middleX(lo)}
          y={y - (lecture ? -m.label * 0.35 : 3)}
          fontSize={m.label}
          textAnchor="middle"
        >
          {lecture ? 'lo' : 'lo, loopback'}
        </text>
        {lecture ? null : (
          <text className="stage-code" x={middleX(lo)} y={y + m.label * 1.2} fontSize={m.label} textAnchor="middle">
            127.0.0.1
          </text>
        )}
      </g>
      {tags.map((tag) => (
        <GhostTag
          key={tag.packet.id}
          tag={tag}
          kind={columns.find((_, i) => fromColumn(props, tag.packet.id, i))?.style.kind ?? 'nobody'}
          now={now && tag.packet === newest}
          travel={0}
          onInspect={props.onInspect}
        />
      ))}
      <text
        className="stage-label"
        x={middleX(band)}
        y={bottom(band) - m.label * (lecture ? 0.45 : 1)}
        fontSize={m.label}
        textAnchor="middle"
      >
        {words}
      </text>
    </g>
  );
}

const matches = (id: string, socket: { id: string; parent: string | null } | null | undefined): boolean =>
  socket !== null && socket !== undefined && (socket.id === id || socket.parent === id);

function fromColumn(props: WireProps, id: string, index: number): boolean {
  const packet = props.state.packets[id];
  if (packet === undefined) return false;
  const sender = endsOf(props.state, packet).from;
  return props.scenes[index]?.layout.placed.some((placed) => matches(placed.socket.id, sender)) ?? false;
}
