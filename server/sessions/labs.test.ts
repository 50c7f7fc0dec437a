import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Recording } from '#shared/protocol/recording';
import type { Machine } from '#shared/protocol/rest';
import { lessonsPath } from '../supervisor/root.ts';
import { Catalogue } from './catalogue.ts';
import { Labs, MAX_LABS, UNWATCHED_MS } from './labs.ts';
import { readRecordingFile } from './recording-file.ts';
import { RecordingSession } from './recording-session.ts';

/** A machine that runs no labs: a lesson is opened from its recording. */
const machine: Machine = { tier: 'replay', why: 'a test', version: '0', capabilities: [] };
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
  const labs = new Labs(catalogue, () => Promise.resolve(machine), noLaunch);
  for (let i = 0; i < MAX_LABS; i++) labs.show(recording);
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
