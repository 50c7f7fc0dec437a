import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Recording } from '#shared/protocol/recording';
import type { LabStatus } from '#shared/protocol/replies';
import type { Machine } from '#shared/protocol/rest';
import { lessonsPath } from '../supervisor/root.ts';
import { Catalogue } from './catalogue.ts';
import { IDLE_MS, Labs, NOTICE_MS, UNWATCHED_MS } from './labs.ts';
import { limitsFor } from './limits.ts';
import { presenters, type Person } from './owner.ts';
import { readRecordingFile } from './recording-file.ts';
import { RecordingSession } from './recording-session.ts';
import type { Session } from './session.ts';
import { labReady, labStart } from './testing/drafts.ts';
import { ScriptedEngine } from './testing/scripted-engine.ts';

/** A machine that runs no labs: a lesson is opened from its recording. */
const machine: Machine = { tier: 'replay', why: 'a test', version: '0', capabilities: [] };
const limits = {
  ...limitsFor(0),
  total: 6,
  reserved: 2,
  aViewer: 3,
  startsOfAViewer: { most: 6, aSecond: 1 / 3 },
};
const noLaunch = (): never => {
  throw new Error('no lab runs here');
};
let catalogue: Catalogue;
let recording: Recording;

beforeAll(async () => {
  catalogue = await Catalogue.read(lessonsPath());
  const read = await readRecordingFile(join(lessonsPath(), 'tcp-echo', 'recording.ndjson.gz'));
  if (!read.ok) throw new Error(read.error.message);
  recording = read.value;
});

it('keeps a recording that it was started with, watched or not; what was opened later goes unwatched', async () => {
  const labs = new Labs(catalogue, () => Promise.resolve(machine), noLaunch);
  const shown = labs.show(recording);
  const opened = await labs.open('unix-echo');
  expect(labs.list().map(({ lesson }) => lesson)).toEqual(['tcp-echo', 'unix-echo']);
  labs.sweep(performance.now() + UNWATCHED_MS + 1000);
  expect(labs.list().map(({ id }) => id)).toEqual([shown.id]);
  expect(opened.ok && labs.get(opened.value.id)).toBeNull();
  await labs.close();
});

it('opens nothing any more once it is told to end, also what was asked for before', async () => {
  let look = (_machine: Machine): void => undefined;
  const labs = new Labs(catalogue, () => new Promise((resolve) => (look = resolve)), noLaunch);
  const asked = labs.open('tcp-echo');
  await labs.close();
  look({ ...machine, tier: 'lab' });
  expect(await asked).toMatchObject({ ok: false, error: { code: 'ending' } });
});

it('gives its place to no other lab', async () => {
  const labs = new Labs(catalogue, () => Promise.resolve(machine), noLaunch, { ...limits, total: 8 });
  for (let i = 0; i < 8; i++) labs.show(recording);
  const refused = await labs.open('unix-echo');
  expect(refused).toMatchObject({ ok: false, error: { code: 'too-many-labs' } });
  await labs.close();
});

it('plays the recording of a lesson that needs the wire, where there is none', async () => {
  const labs = new Labs(catalogue, () => Promise.resolve({ ...machine, tier: 'loopback' }), noLaunch);
  expect(catalogue.get('tcp-lost-syn')?.lesson.needs).toBe('wire');
  const opened = await labs.open('tcp-lost-syn');
  expect(opened.ok && opened.value).toBeInstanceOf(RecordingSession);
  await expect(labs.open('udp-echo')).rejects.toThrow('no lab runs here');
  await labs.close();
});

describe('labs of viewers', () => {
  const [ann, bob, cyd] = ['ann', 'bob', 'cyd'].map((id): Person => ({ role: 'viewer', id })) as [
    Person,
    Person,
    Person,
  ];
  const noNews = { appended: () => undefined, status: () => undefined, replaced: () => undefined };
  let labs: Labs;
  beforeEach(() => {
    labs = new Labs(catalogue, () => Promise.resolve(machine), noLaunch, limits);
  });
  afterEach(() => labs.close());

  /** A new lab, watched by a page unless said otherwise. */
  async function begin(owner: Person, watched = true): Promise<string> {
    const opened = await labs.open('unix-echo', owner);
    if (!opened.ok) return opened.error.code;
    if (watched) opened.value.watch(noNews);
    return opened.value.id;
  }

  it('are their own: found, listed and ended by them and the presenter, by nobody else', async () => {
    const [anns, bobs, shown] = [await begin(ann), await begin(bob), await begin(presenters)];
    expect(labs.list(ann).map(({ id }) => id)).toEqual([anns]);
    expect(labs.list().map(({ id }) => id)).toEqual([anns, bobs, shown]);
    expect([labs.own(anns, ann)?.id, labs.own(anns, presenters)?.id]).toEqual([anns, anns]);
    expect([labs.own(anns, bob), labs.own(shown, ann), labs.own('nope', ann)]).toEqual([null, null, null]);
    expect(labs.ofViewers.map(({ viewer }) => viewer)).toEqual(['ann', 'bob']);
  });

  it('leave the presenter its places, however many want one', async () => {
    expect(await begin(ann)).not.toBe('too-many-labs');
    for (const viewer of [ann, bob, cyd]) expect(await begin(viewer)).not.toBe('too-many-labs');
    expect(await begin(bob)).toBe('too-many-labs');
    for (let i = 0; i < 2; i++) expect(await begin(presenters)).not.toBe('too-many-labs');
    expect(await begin(presenters)).toBe('too-many-labs');
  });

  it('give way when nobody watches them, to a newcomer or a newer one of the same viewer; the presenter’s never do', async () => {
    const lecture = await begin(presenters, false);
    const left = await begin(ann, false);
    for (let i = 0; i < 2; i++) await begin(ann);
    expect(await begin(ann)).not.toBe('too-many-own');
    expect([labs.get(left), labs.get(lecture) === null]).toEqual([null, false]);
    expect(await begin(ann)).toBe('too-many-own');
  });

  it('are not started faster than a person can want them', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 8; i++) codes.push(await begin(ann, false));
    expect(codes.slice(6)).toEqual(['too-fast', 'too-fast']);
    expect(await begin(bob)).not.toBe('too-fast');
  });
});

describe('a viewer’s lab that nobody uses', () => {
  const ann: Person = { role: 'viewer', id: 'ann' };
  const open = async (owner: Person): Promise<{ labs: Labs; session: Session; told: LabStatus[] }> => {
    const labs = new Labs(
      catalogue,
      () => Promise.resolve({ ...machine, tier: 'lab' }),
      (listener) => new ScriptedEngine(({ cmd }) => (cmd === 'start' ? [labStart(), labReady()] : [])).launch(listener),
    );
    const opened = await labs.open('tcp-echo', owner);
    if (!opened.ok) throw new Error(opened.error.message);
    const session = opened.value;
    const told: LabStatus[] = [];
    session.watch({ appended: () => undefined, status: () => told.push(session.status), replaced: () => undefined });
    await expect.poll(() => session.status).toMatchObject({ engine: 'running', busy: false });
    return { labs, session, told };
  };
  const later = (ms: number): number => performance.now() + ms;
  const noNews = (): undefined => undefined;

  it('is ended, and its page is told two minutes before and at the end', async () => {
    const { labs, session, told } = await open(ann);
    labs.sweep(later(IDLE_MS - NOTICE_MS - 60_000));
    expect(session.status.endsInMs).toBeUndefined();
    labs.sweep(later(IDLE_MS - NOTICE_MS + 1000));
    expect(told.at(-1)?.endsInMs).toBeGreaterThan(NOTICE_MS);
    labs.sweep(later(IDLE_MS + 1000));
    expect(labs.get(session.id)).toBeNull();
    await expect
      .poll(() => session.status)
      .toMatchObject({ engine: 'ended', message: expect.stringContaining('start it again') as string });
    expect(session.status.endsInMs).toBeUndefined();
    await labs.close();
  });

  it('is begun again by whoever still looks at it, if there is room by then', async () => {
    const { labs, session } = await open(ann);
    const again = (): string => labs.restart(session, ann)?.code ?? 'begun';
    labs.sweep(later(IDLE_MS + 1000));
    await expect.poll(() => session.status.engine).toBe('ended');
    expect([labs.get(session.id), labs.whyNotCommand(session, ann)]).toEqual([null, null]);
    const before = session.log.id;
    for (let i = 0; i < labs.limits.aViewer; i++) {
      const opened = await labs.open('udp-echo', ann);
      if (opened.ok) opened.value.watch({ appended: noNews, status: noNews, replaced: noNews });
    }
    expect(again()).toBe('too-many-own');
    expect([labs.get(session.id), session.log.id]).toEqual([null, before]);
    labs.end(labs.list(ann)[0]?.id ?? '');
    expect(again()).toBe('begun');
    expect(labs.own(session.id, ann)).toBe(session);
    expect(session.log.id).not.toBe(before);
    await expect.poll(() => session.status).toEqual({ engine: 'running', busy: false, playing: null });
    await labs.close();
    expect(again()).toBe('unknown-lab');
  });

  it('that somebody ended on purpose stays ended', async () => {
    const { labs, session } = await open(ann);
    expect(labs.end(session.id)).toBe(true);
    expect(labs.restart(session, ann)?.code).toBe('unknown-lab');
    expect(labs.get(session.id)).toBeNull();
    await labs.close();
  });

  it('stays where somebody keeps it', async () => {
    const { labs, session } = await open(ann);
    labs.sweep(later(IDLE_MS - 1000));
    expect(session.status.endsInMs).toBeDefined();
    expect(session.keep()).toBeNull();
    expect(session.status.endsInMs).toBeUndefined();
    labs.sweep(later(IDLE_MS - NOTICE_MS - 60_000));
    expect(session.status.endsInMs).toBeUndefined();
    expect(labs.get(session.id)).toBe(session);
    await labs.close();
  });

  it('is not the presenter’s, who may talk for an hour over one moment', async () => {
    const { labs, session } = await open(presenters);
    labs.sweep(later(10 * IDLE_MS));
    expect(labs.get(session.id)).toBe(session);
    expect(session.status.endsInMs).toBeUndefined();
    await labs.close();
  });
});
