import { describe, expect, it } from 'vitest';
import { Catalogue } from '../sessions/catalogue.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import { Walkthroughs } from '../walks/walkthroughs.ts';
import { readLecture } from './lecture.ts';

describe('a walkthrough in a file', { timeout: 60_000 }, async () => {
  const catalogue = await Catalogue.read(lessonsPath());
  const all = await Walkthroughs.read(walkthroughsPath(), catalogue);
  const shipped = all.ids.map((id) => all.get(id)).filter((one) => one !== null && one.folder !== null);

  it.each(shipped.map((one) => [one?.walkthrough.id ?? '', one] as const))('%s, whole', async (_id, one) => {
    if (one === null) throw new Error('it was listed');
    const { walkthrough } = one;
    const read = await readLecture(one, true);
    if (!read.ok) throw new Error(read.error.message);
    const { scenes, logs } = read.value;
    expect(scenes.map(({ shown }) => shown.scenes[shown.scene])).toEqual(walkthrough.scenes.map(({ title }) => title));
    expect(scenes.map(({ presenter }) => presenter.notes)).toEqual(walkthrough.scenes.map(({ notes }) => notes));
    for (const { asking, shown, track, beside } of scenes) {
      const { ask } = walkthrough.scenes[shown.scene] ?? { ask: null };
      expect(asking?.question?.text ?? null).toBe(ask?.text ?? null);
      // Before it was shown, nothing of the answer is told.
      expect(asking?.question?.answer ?? null).toBeNull();
      expect(shown.question?.answer ?? null).toBe(ask?.answer ?? null);
      expect(shown.expect.filter(({ met }) => !met)).toEqual([]);
      // A file has no server to start lessons on.
      expect(shown.tryNext).toEqual([]);
      // Nobody takes it for live.
      expect(shown.recorded?.kernel).toMatch(/^\d+\./);
      for (const each of [track, ...(beside === null ? [] : [beside])]) {
        const { length } = logs[each.log] ?? [];
        expect([each.begin > 0, each.begin <= each.end, each.end <= length]).toEqual([true, true, true]);
      }
      expect(shown.lab).toBe(String(track.log));
      expect(shown.moment).toBe(track.end);
    }
  });

  it('holds no notes where it is for a class', async () => {
    const [one] = shipped;
    if (one === null || one === undefined) throw new Error('a walkthrough ships');
    const read = await readLecture(one, false);
    if (!read.ok) throw new Error(read.error.message);
    const notes = one.walkthrough.scenes.map((scene) => scene.notes).filter((text) => text !== '');
    expect(notes.length).toBeGreaterThan(0);
    const words = JSON.stringify({ ...read.value, logs: [] });
    for (const text of notes) expect(words).not.toContain(JSON.stringify(text).slice(1, -1));
  });

  it('says how to make the recording that is missing, and which lessons have none of their own', async () => {
    const [one] = shipped;
    if (one === null || one === undefined) throw new Error('a walkthrough ships');
    const elsewhere = await readLecture({ ...one, folder: '/nowhere' }, true);
    expect(elsewhere).toMatchObject({ ok: false, error: { code: 'no-recording' } });
    expect(elsewhere.ok ? '' : elsewhere.error.message).toBe(
      'There is no /nowhere/scene-1.ndjson.gz; make it with sockscope run /nowhere --record /nowhere.',
    );
    const lesson = await readLecture({ ...one, folder: null }, true);
    expect(lesson).toMatchObject({ ok: false, error: { code: 'no-recording' } });
  });
});
