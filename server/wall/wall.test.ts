import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wallReplySchema, type WallReply, type WallTile } from '#shared/protocol/wall';
import type { Person } from '../sessions/owner.ts';
import { openClassroom, type Classroom } from '../http/testing/classroom.ts';
import { Wall } from './wall.ts';

let room: Classroom;
let wall: Wall;
beforeAll(async () => {
  room = await openClassroom();
  wall = new Wall(room.labs, room.walks);
});
afterEach(() => {
  for (const { id } of room.walks.list()) room.walks.end(id);
  for (const { id } of room.labs.list()) room.labs.end(id);
});
afterAll(() => room.close());

const ann: Person = { role: 'viewer', id: 'ann' };
const bob: Person = { role: 'viewer', id: 'bob' };
const noNews = { appended: () => undefined, status: () => undefined, replaced: () => undefined };

/** A lab that somebody looks at and that has come to its first gate. */
async function lab(owner: Person): Promise<string> {
  const opened = await room.labs.open('mine', owner);
  if (!opened.ok) throw new Error(opened.error.message);
  opened.value.watch(noNews);
  await expect.poll(() => opened.value.log.state.gates.length).toBe(1);
  await expect.poll(() => opened.value.status.busy).toBe(false);
  return opened.value.id;
}

const tiles = (): readonly WallTile[] => wall.look().tiles;

describe('the wall', () => {
  it('shows each student’s lab: whose, what was called last, what waits', async () => {
    const [id] = [await lab(ann), await lab({ role: 'presenter' })];
    room.walks.students.meet('ann', 'Ann');
    expect(tiles()).toMatchObject([
      {
        id,
        student: { number: 1, name: 'Ann' },
        walk: null,
        life: 'waiting',
        watched: true,
        progress: { done: 0, of: null, unit: 'steps' },
        call: { role: 'server', api: 'socket', phase: 'gate' },
      },
    ]);
    expect(wall.look().places).toEqual({ taken: 1, most: 48 });
  });

  it('counts steps as recordings do, and says how a program ended badly', async () => {
    const session = room.labs.get(await lab(ann));
    const release = (gate: string, source = 'user'): object => ({ t: 9, kind: 'gate.release', source, gate, by: 'x' });
    session?.log.append([release('g1'), release('g2'), { t: 9, kind: 'marker', source: 'lab', label: 'm' }]);
    expect(tiles()[0]?.progress.done).toBe(1);
    const exit = { t: 10, kind: 'process.exit', source: 'ptrace', pid: 1, role: 'server', signal: 'SIGPIPE' };
    session?.log.append([release('g3', 'lab'), release('g4'), exit]);
    expect(tiles()[0]).toMatchObject({ progress: { done: 2 }, why: 'server was killed by SIGPIPE' });
  });

  it('shows a walk that is taken alone as one tile with its scene, and no walk that is given', async () => {
    await room.begin({ role: 'presenter' });
    const walk = await room.begin(ann);
    walk.join({ page: 'p', name: '', as: 'presenter', changed: () => undefined });
    const own = await room.begin({ role: 'presenter' }, true);
    expect(tiles()).toMatchObject([
      {
        id: walk.id,
        lab: walk.state.lab,
        walk: { id: walk.id, title: 'Talk', scene: 'One', asking: true },
        progress: { done: 0, of: 2, unit: 'scenes' },
        life: 'waiting',
        watched: true,
      },
      { id: own.id, student: null, watched: false },
    ]);
    expect(tiles()[0]?.student).not.toBeNull();
  });

  it('leaves out what a student has left for something else of its own', async () => {
    const walk = await room.begin(bob);
    expect(tiles().map(({ id }) => id)).toEqual([walk.id]);
    const id = await lab(bob);
    expect(tiles().map((tile) => tile.id)).toEqual([id]);
  });

  it('says that a lab is finished, or broken off', async () => {
    const [first, second] = [await lab(ann), await lab(bob)];
    room.labs.get(first)?.end();
    await expect.poll(() => tiles().find(({ id }) => id === first)?.life).toBe('finished');
    expect(tiles().find(({ id }) => id === second)?.life).toBe('waiting');
  });

  it('is told at once, then when something has changed, once for all who see it', async () => {
    const told: WallReply[] = [];
    const id = await lab(ann);
    const leave = wall.watch((message) => told.push(wallReplySchema.parse(JSON.parse(message))));
    expect(told).toMatchObject([{ type: 'wall', wall: { tiles: [{ id }] } }]);
    const others: string[] = [];
    const leaveToo = wall.watch((message) => others.push(message));
    room.labs.get(id)?.log.append([
      {
        t: 9,
        kind: 'syscall.enter',
        source: 'ptrace',
        pid: 1,
        tid: 1,
        role: 'server',
        call: 'bind',
        api: 'bind',
        args: [],
      },
    ]);
    await expect.poll(() => told.at(-1)).toMatchObject({ wall: { tiles: [{ call: { api: 'bind' } }] } });
    expect(others.at(-1)).toContain('bind');
    leave();
    leaveToo();
  });

  it('calls students by number once no walkthrough is given any more: names are kept no longer', async () => {
    const given = await room.begin({ role: 'presenter' });
    room.walks.students.meet('cyd', 'Cyd');
    await lab({ role: 'viewer', id: 'cyd' });
    expect(tiles()[0]?.student).toMatchObject({ name: 'Cyd' });
    const { number } = tiles()[0]?.student ?? { number: 0 };
    room.walks.end(given.id);
    expect(tiles()[0]?.student).toEqual({ number, name: '' });
  });
});
