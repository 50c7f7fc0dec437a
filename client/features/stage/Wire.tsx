import { useState, type JSX } from 'react';
import type { LabState, PacketState } from '#shared/model/state';
import { middleX, middleY, right } from '../../ui/geometry.ts';
import { Arrow } from './Arrow.tsx';
import type { Column } from './columns.ts';
import type { Inspect, Release } from './GateButton.tsx';
import { PacketButtons, placeButtons } from './PacketButtons.tsx';
import { WireNote } from './WireNote.tsx';
import type { StageGrid } from './grid.ts';
import type { KernelScene } from './kernel-scene.ts';
import { endsOf, finishedPackets, heldPackets } from './packets.ts';
import { GhostTag, HeldTag } from './PacketTag.tsx';
import { riserPath } from './risers.ts';
import { layoutWire } from './wire-layout.ts';

export interface WireProps {
  readonly state: LabState;
  readonly columns: readonly Column[];
  readonly scenes: readonly KernelScene[];
  readonly grid: StageGrid;
  readonly canRelease: boolean;
  readonly onRelease: Release;
  readonly onInspect: Inspect | null;
}

/** Two network cards and the wire between them, with every packet that is held on it. */
export function Wire(props: WireProps): JSX.Element {
  const { state, columns, grid } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const { wire, metrics: m } = grid;
  const hosts = hostsOf(columns);
  const held = heldPackets(state);
  const finished = finishedPackets(state, false, 2);
  const layout = layoutWire(held, finished, wire, m, hosts[0]);
  const selected = held.find((packet) => packet.id === chosen) ?? held[0] ?? null;
  const nowId = nowPacket(state);
  const single = held.length <= 1;
  const [nicA, nicB] = wire.nics;
  const lanes = single ? [wire.mainLane] : wire.lanes;
  const kindOf = (packet: PacketState): string =>
    columns.find((column) => column.host === packet.event.from)?.style.kind ?? 'nobody';
  const lastGhost = layout.ghosts[0] ?? null;
  const above = layout.held.find((tag) => tag.packet === selected)?.box ?? null;
  const pressable = selected !== null && selected.gate !== null && wire.buttons.height > 0 && props.canRelease;
  const buttons = pressable ? placeButtons(grid, above === null ? right(nicA) : above.x) : [];
  return (
    <g className="stage-wire" data-held={held.length}>
      {lanes.map((y) => (
        <line key={y} className="stage-cable" data-single={single} x1={right(nicA)} x2={nicB.x} y1={y} y2={y} />
      ))}
      {lastGhost === null ? null : (
        <>
          <line
            className="stage-trace"
            data-role-kind={kindOf(lastGhost.packet)}
            x1={right(nicA)}
            x2={nicB.x}
            y1={wire.ghostLane}
            y2={wire.ghostLane}
          />
          <Risers {...props} hosts={hosts} packet={lastGhost.packet} trace />
        </>
      )}
      {layout.held.map((tag) => {
        const now = tag.packet.id === nowId;
        const nic = tag.pointsRight ? nicA : nicB;
        const y = middleY(tag.box);
        const x1 = tag.pointsRight ? right(nic) : nic.x;
        const x2 = tag.pointsRight ? tag.box.x + 4 : right(tag.box) - 4;
        return (
          <g key={tag.packet.id} className="stage-travelled" data-now={now}>
            {now ? <line className="now-under" x1={x1} x2={x2} y1={y} y2={y} /> : null}
            <line className={now ? 'now-core' : 'stage-cable'} x1={x1} x2={x2} y1={y} y2={y} />
          </g>
        );
      })}
      {state.packets[nowId ?? '']?.phase === 'held' ? (
        <Risers {...props} hosts={hosts} packet={state.packets[nowId ?? ''] ?? null} trace={false} />
      ) : null}
      {wire.nics.map((nic, i) => (
        <g key={hosts[i] ?? i} className="stage-nic" data-host={hosts[i]}>
          <rect x={nic.x} y={nic.y} width={nic.width} height={nic.height} rx={5} />
          <text
            className="stage-strong"
            x={middleX(nic)}
            y={middleY(nic) - (grid.arrangement === 'lecture' ? -m.label * 0.35 : 3)}
            fontSize={grid.arrangement === 'lecture' ? m.label * 0.92 : m.label}
            textAnchor="middle"
          >
            {`NIC ${hosts[i] ?? ''}`}
          </text>
          {grid.arrangement === 'lecture' ? null : (
            <text
              className="stage-code"
              x={middleX(nic)}
              y={middleY(nic) + m.label * 1.2}
              fontSize={m.label}
              textAnchor="middle"
            >
              {state.lab?.hosts.find((host) => host.name === hosts[i])?.interface ?? 'eth0'}
            </text>
          )}
        </g>
      ))}
      {layout.ghosts.map((tag) => (
        <GhostTag
          key={tag.packet.id}
          tag={tag}
          kind={kindOf(tag.packet)}
          now={tag.packet.id === nowId}
          travel={(tag.pointsRight ? -1 : 1) * (nicB.x - right(nicA)) * 0.4}
          onInspect={props.onInspect}
        />
      ))}
      {layout.held.map((tag) => (
        <HeldTag
          key={tag.packet.id}
          tag={tag}
          kind={kindOf(tag.packet)}
          now={tag.packet.id === nowId}
          travel={tag.pointsRight ? right(nicA) - tag.box.x : nicB.x - right(tag.box)}
          selected={!single && tag.packet === selected}
          canRelease={props.canRelease}
          canInspect={!props.canRelease && props.onInspect !== null}
          onSelect={() => {
            if (!props.canRelease) props.onInspect?.({ kind: 'packet', id: tag.packet.id });
            else if (single && tag.packet.gate !== null) props.onRelease(tag.packet.gate);
            else setChosen(tag.packet.id);
          }}
        />
      ))}
      {layout.hidden.map((more) => (
        <text
          key={String(more.pointsRight)}
          className="stage-note"
          x={more.pointsRight ? right(nicA) + 12 : nicB.x - 12}
          y={(wire.lanes.at(-1) ?? 0) + m.label * 0.35}
          fontSize={m.label}
          textAnchor={more.pointsRight ? 'start' : 'end'}
        >{`and ${more.count} more`}</text>
      ))}
      {selected === null ? null : (
        <PacketButtons
          packet={selected}
          grid={grid}
          placed={buttons}
          onRelease={props.onRelease}
          onInspect={props.onInspect}
        />
      )}
      <WireNote packet={finished.at(-1) ?? null} grid={grid} taken={buttons.map(({ box }) => box)} />
    </g>
  );
}

/** The hosts at the wire's left and right end: those of the columns, in their order. */
function hostsOf(columns: readonly Column[]): readonly [string, string] {
  const hosts = [...new Set(columns.map((column) => column.host))];
  const first = hosts[0] ?? 'A';
  return [first, hosts[1] ?? (first === 'A' ? 'B' : 'A')];
}

/** The packet that carries the accent: what happens now is on the wire. */
const nowPacket = (state: LabState): string | null => (state.now?.kind === 'packet' ? state.now.packet : null);

/** The ways between the cards and the sockets: solid where a packet has just come down, dotted where one went. */
function Risers(
  props: WireProps & { hosts: readonly [string, string]; packet: PacketState | null; trace: boolean },
): JSX.Element | null {
  const { state, columns, scenes, grid, hosts, packet, trace } = props;
  if (packet === null || grid.arrangement === 'compact') return null;
  const ends = endsOf(state, packet);
  const sides = trace ? (['from', 'to'] as const) : (['from'] as const);
  const kind = columns.find((column) => column.host === packet.event.from)?.style.kind ?? 'nobody';
  return (
    <>
      {sides.map((side) => {
        const socket = ends[side];
        const host = side === 'from' ? packet.event.from : packet.event.to;
        const nic = grid.wire.nics[hosts[0] === host ? 0 : 1];
        const index = columns.findIndex(
          (column, i) =>
            column.host === host &&
            [...(scenes[i]?.layout.placed ?? []), ...(scenes[i]?.layout.chips ?? [])].some(
              (drawn) => drawn.socket.id === socket?.id || drawn.socket.id === socket?.parent,
            ),
        );
        const column = grid.columns[index];
        const scene = scenes[index];
        if (column === undefined || scene === undefined) return null;
        const x = nic.x + nic.width * (trace ? (side === 'from' ? 0.28 : 0.42) : 0.76);
        const path = riserPath(socket, nic, x, column, scene.layout);
        if (path === null) return null;
        return trace ? (
          <g key={side} className="stage-riser" data-role-kind={kind}>
            <Arrow
              path={side === 'to' ? path : [...path].reverse()}
              className="stage-trace-arrow"
              now={false}
              head={side === 'to' ? grid.metrics.code * 0.6 : 0}
            />
          </g>
        ) : (
          <g key={side} className="stage-riser" data-now="true">
            <Arrow path={[...path].reverse()} className="stage-now-riser" now head={0} />
          </g>
        );
      })}
    </>
  );
}
