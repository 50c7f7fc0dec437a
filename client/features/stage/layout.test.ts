import { describe, expect, it } from 'vitest';
import type { LabState } from '#shared/model/state';
import { bottom, contains, overlaps, right, type Rect } from '../../ui/geometry.ts';
import { uiWidth } from '../../ui/text-width.ts';
import { childrenOf, columnsOf, wireMode } from './columns.ts';
import { stageGrid, type Arrangement, type StageGrid } from './grid.ts';
import { kernelScene } from './kernel-scene.ts';
import { finishedPackets, heldPackets } from './packets.ts';
import { tcpEchoLog } from './testing/tcp-echo-log.ts';
import { unixEchoLog } from './testing/unix-echo-log.ts';
import { oneHostLog } from './testing/one-host-log.ts';
import { layoutWire, loopbackTags } from './wire-layout.ts';

const arrangements: readonly Arrangement[] = ['plate', 'lecture', 'compact'];
const logs = { 'tcp-echo': tcpEchoLog(), 'unix-echo': unixEchoLog(), 'tcp-one-host': oneHostLog() };

const overlapping = (rects: readonly Rect[]): readonly string[] =>
  rects.flatMap((a, i) =>
    rects.slice(i + 1).flatMap((b) => (overlaps(a, b) ? [`${JSON.stringify(a)} and ${JSON.stringify(b)}`] : [])),
  );

describe.each(arrangements)('the grid, %s', (arrangement) => {
  const grid = stageGrid(arrangement, 2);

  it('has bands that touch but never cover each other', () => {
    const bands = grid.columns.flatMap((c) => [c.header, c.application, c.wall, c.kernel]);
    expect(overlapping([...bands, grid.wire.band])).toEqual([]);
  });

  it('lies inside the picture', () => {
    const picture = { x: 0, y: 0, width: grid.width, height: grid.height };
    for (const column of grid.columns)
      for (const rect of [column.header, column.application, column.wall, column.kernel])
        expect(contains(picture, rect)).toBe(true);
    expect(contains(picture, grid.wire.band)).toBe(true);
  });

  it('has names of programs beside each other in their side, and spelled out where there are few', () => {
    for (const places of [2, 3, 4, 8]) {
      const side = stageGrid(arrangement, 2, places).columns[0];
      if (side?.tabs == null) continue;
      expect(side.tabWidth * Math.min(4, places)).toBeLessThanOrEqual(side.tabs.width + 0.01);
      if (places === 2) expect(side.tabWidth).toBeGreaterThan(uiWidth('second client', grid.metrics.label));
    }
  });

  it('leaves room for the listing, the variables and the corridor above the wall', () => {
    for (const column of grid.columns) {
      const parts = [column.listing, column.variables, column.corridor].filter((part) => part !== null);
      expect(overlapping(parts)).toEqual([]);
      for (const part of parts) expect(bottom(part)).toBeLessThanOrEqual(column.wall.y);
    }
  });
});

describe.each(arrangements)('every moment of whole runs, %s', (arrangement) => {
  const grid = stageGrid(arrangement, 2);
  const lecture = arrangement === 'lecture';

  it.each(Object.keys(logs))('%s: socket boxes keep apart and inside their column', (name) => {
    for (const state of logs[name as keyof typeof logs].states()) {
      columnsOf(state).forEach((column, i) => {
        const place = grid.columns[i];
        if (place === undefined) throw new Error('a column has no place');
        const scene = kernelScene(state, column, place, grid.metrics, lecture);
        const boxes = scene.layout.placed.map((placed) => placed.box);
        expect(overlapping(boxes)).toEqual([]);
        for (const box of boxes) expect(contains(place.boxes, box)).toBe(true);
        for (const placed of scene.layout.placed) {
          expect(overlapping([placed.title, ...placed.rows.map((row) => row.box)])).toEqual([]);
          for (const row of placed.rows) {
            expect(bottom(row.box)).toBeLessThanOrEqual(bottom(placed.box));
            expect(row.box.height).toBeGreaterThanOrEqual(grid.metrics.factRowLeast);
          }
        }
        expect(scene.layout.hidden).toBe(0);
        const rows = scene.fds.map((row) => ({ x: 0, y: row.y, width: 1, height: grid.metrics.fdRow - 1 }));
        expect(overlapping(rows)).toEqual([]);
        for (const row of scene.fds) expect(row.y).toBeLessThan(bottom(place.kernel));
      });
    }
  });

  it('tcp-echo: every socket of the kernel is in exactly one box or one listener', () => {
    for (const state of logs['tcp-echo'].states()) {
      const drawn = columnsOf(state).flatMap((column) =>
        column.sockets.flatMap((socket) => [socket.id, ...childrenOf(state, socket).map((child) => child.id)]),
      );
      const alive = Object.values(state.sockets).filter((socket) => !socket.gone);
      expect([...drawn].sort()).toEqual(alive.map((socket) => socket.id).sort());
    }
  });

  it('tcp-echo: packets keep apart, between the two cards', () => {
    for (const state of logs['tcp-echo'].states()) expectPacketsApart(state, grid);
  });
});

function expectPacketsApart(state: LabState, grid: StageGrid): void {
  const [nicA, nicB] = grid.wire.nics;
  const layout = layoutWire(heldPackets(state), finishedPackets(state, false, 2), grid.wire, grid.metrics, 'A');
  const boxes = [...layout.held, ...layout.ghosts].map((tag) => tag.box);
  expect(overlapping(boxes)).toEqual([]);
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(right(nicA));
    expect(right(box)).toBeLessThanOrEqual(nicB.x);
    expect(bottom(box)).toBeLessThanOrEqual(bottom(grid.wire.band));
  }
}

describe('many packets at once', () => {
  const state = tcpEchoLog().moments.get('two packets one way');
  if (state === undefined) throw new Error('the log has no such moment');
  const one = heldPackets(state)[0];
  if (one === undefined) throw new Error('nothing is held');

  it.each(arrangements.flatMap((arrangement) => [3, 6, 8].map((count) => [arrangement, count] as const)))(
    '%s: %i held packets stand in lanes, the rest is told as a number',
    (arrangement, count) => {
      const grid = stageGrid(arrangement, 2);
      const held = Array.from({ length: count }, (_, i) => ({
        ...one,
        id: `p${i}`,
        event: {
          ...one.event,
          from: i % 2 === 0 ? ('A' as const) : ('B' as const),
          ...(one.event.tcp === undefined
            ? {}
            : { tcp: { ...one.event.tcp, seq: 4_000_000, ack: 4_000_000, len: 1448 } }),
        },
      }));
      const layout = layoutWire(held, [], grid.wire, grid.metrics, 'A');
      expect(overlapping(layout.held.map((tag) => tag.box))).toEqual([]);
      for (const { box } of layout.held) {
        expect(box.x).toBeGreaterThanOrEqual(right(grid.wire.nics[0]));
        expect(right(box)).toBeLessThanOrEqual(grid.wire.nics[1].x);
      }
      const told = layout.hidden.reduce((sum, more) => sum + more.count, 0);
      expect(layout.held.length + told).toBe(count);
      expect(layout.held.length).toBeGreaterThan(0);
    },
  );
});

const at = (log: keyof typeof logs, moment: string): LabState => {
  const state = logs[log].moments.get(moment);
  if (state === undefined) throw new Error(`no moment ${moment}`);
  return state;
};

describe('the hardware band', () => {
  it('is the wire between two hosts, nothing for Unix sockets, and loopback for TCP on one host', () => {
    expect(wireMode(at('tcp-echo', 'ready'))).toBe('wire');
    expect(wireMode(at('unix-echo', 'ready'))).toBe('unused');
    expect(wireMode(at('unix-echo', 'accepted'))).toBe('unused');
    expect(wireMode(at('tcp-one-host', 'started'))).toBe('loopback');
    expect(wireMode(at('tcp-one-host', 'connected'))).toBe('loopback');
  });

  it('shows loopback packets side by side', () => {
    const grid = stageGrid('plate', 2);
    const tags = loopbackTags(finishedPackets(at('tcp-one-host', 'connected'), true, 3), grid.wire, grid.metrics, 3);
    expect(tags.map((tag) => tag.words.head)).toEqual(['SYN', 'SYN,ACK', 'ACK']);
    expect(overlapping(tags.map((tag) => tag.box))).toEqual([]);
  });
});
