import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { LabState } from '#shared/model/state';
import { contains, overlaps, type Rect } from '../../ui/geometry.ts';
import { actorsOf, sidesOf, tabPlaces } from './actors.ts';
import { columnsOf } from './columns.ts';
import { stageGrid, type Arrangement } from './grid.ts';
import { kernelScene } from './kernel-scene.ts';
import { Stage } from './Stage.tsx';
import { crowdLog } from './testing/crowd-log.ts';

const crowds = [
  ['three clients', crowdLog(3, false)],
  ['eight clients', crowdLog(8, false)],
  ['a child for each of four clients', crowdLog(4, true)],
  ['a child for each of eight clients', crowdLog(8, true)],
] as const;
const arrangements: readonly Arrangement[] = ['plate', 'lecture', 'compact'];

const draw = (state: LabState, arrangement: Arrangement): string =>
  renderToStaticMarkup(
    <Stage
      state={state}
      lecture={arrangement === 'lecture'}
      compact={arrangement === 'compact'}
      canRelease
      onRelease={() => undefined}
    />,
  );

const living = (state: LabState): string[] =>
  Object.values(state.sockets)
    .filter((socket) => !socket.gone)
    .map((socket) => `${socket.id} ${socket.state}`)
    .sort();

const painted = (html: string): string[] =>
  [...html.matchAll(/data-socket="(\w+)" data-state="(\w+)"/g)].map((m) => `${m[1]} ${m[2]}`).sort();

const at = (log: ReturnType<typeof crowdLog>): LabState => {
  const state = log.moments.get('all connected');
  if (state === undefined) throw new Error('the log has no such moment');
  return state;
};

describe.each(crowds)('%s', (_name, log) => {
  it.each(['plate', 'compact'] as const)(
    '%s: every socket is drawn once, with its state, at every moment',
    (arrangement) => {
      for (const state of log.states()) expect(painted(draw(state, arrangement))).toEqual(living(state));
    },
  );

  it('lecture: every socket is drawn once or counted', () => {
    for (const state of log.states()) {
      const html = draw(state, 'lecture');
      const told = [...html.matchAll(/and (\d+) more/g)].reduce((sum, m) => sum + Number(m[1]), 0);
      const shown = painted(html);
      expect(new Set(shown).size).toBe(shown.length);
      for (const each of shown) expect(living(state)).toContain(each);
      expect(shown.length + told).toBeGreaterThanOrEqual(living(state).length);
    }
  });

  it.each(arrangements)('%s: nothing overlaps, and the number of columns never changes', (arrangement) => {
    const counts = new Set<number>();
    for (const state of log.states()) {
      counts.add(sidesOf(state).length);
      const grid = stageGrid(arrangement, sidesOf(state).length, tabPlaces(state));
      columnsOf(state).forEach((column, i) => {
        const place = grid.columns[i];
        if (place === undefined) throw new Error('a column has no place');
        const { layout } = kernelScene(state, column, place, grid.metrics, arrangement === 'lecture');
        const boxes: Rect[] = [...layout.placed, ...layout.chips].map(({ box }) => box);
        boxes.forEach((box, k) => {
          expect(contains(place.boxes, { ...box, height: box.height - 0.01 })).toBe(true);
          for (const other of boxes.slice(k + 1)) expect(overlaps(box, other)).toBe(false);
        });
        if (place.tabs !== null) expect(overlaps(place.tabs, place.listing)).toBe(false);
      });
    }
    expect([...counts]).toEqual([2]);
  });
});

describe('who stands in front', () => {
  it('is whoever acts, on each side of the wire', () => {
    const state = at(crowdLog(3, false));
    expect(columnsOf(state).map((column) => [column.role, column.side.map((actor) => actor.role)])).toEqual([
      ['server', ['server']],
      ['client 3', ['client 1', 'client 2', 'client 3']],
    ]);
  });

  it('is a forked child as soon as it acts, with what it shares with its parent', () => {
    const state = at(crowdLog(3, true));
    expect(actorsOf(state).map((actor) => actor.role)).toEqual([
      'server',
      'server/1',
      'client 1',
      'client 2',
      'client 3',
    ]);
    const [child] = columnsOf(state, ['server/1']);
    expect(child?.role).toBe('server/1');
    expect(child?.sockets.map((socket) => socket.id)).toEqual(['listener', 's0']);
  });

  it('can be chosen: every other actor of a side is a button', () => {
    const html = draw(at(crowdLog(8, false)), 'plate');
    expect([...html.matchAll(/role="button"[^>]*aria-label="show (client \d)/g)].map((m) => m[1])).toHaveLength(7);
    expect(html).toContain('data-actor="client 8"');
  });
});
