import { expect, it } from 'vitest';
import { Catalogue } from '../sessions/catalogue.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import { readRecordingFile } from '../sessions/recording-file.ts';
import { sceneRecording, Walkthroughs } from './walkthroughs.ts';

it('the shipped walkthroughs are without fault, and speak of lessons and roles that exist', async () => {
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), await Catalogue.read(lessonsPath()));
  expect(walkthroughs.faults).toEqual([]);
  expect(walkthroughs.ids).toContain('sockets');
});

it('the recordings that ship with them show the programs that the lessons have now', async () => {
  const catalogue = await Catalogue.read(lessonsPath());
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), catalogue);
  const stale: string[] = [];
  for (const id of walkthroughs.ids) {
    const { walkthrough, folder } = walkthroughs.get(id) ?? {};
    for (const [i, { lab, beside }] of (walkthrough?.scenes ?? []).entries()) {
      if (folder == null) continue;
      for (const [side, lesson] of [['first', lab] as const, ['beside', beside] as const]) {
        if (lesson === null) continue;
        const recording = await readRecordingFile(sceneRecording(folder, i, side));
        const start = recording.ok ? recording.value.events.at(0) : undefined;
        const shown = start?.kind === 'lab.start' ? start.programs.map(({ text }) => text) : [];
        const now = catalogue.get(lesson)?.lesson.programs.map(({ text }) => text);
        if (JSON.stringify(shown) !== JSON.stringify(now)) stale.push(`${id}, scene ${i + 1}: npm run record ${id}`);
      }
    }
  }
  expect(stale).toEqual([]);
});

/** What a class can take in while something moves above it. */
const MOST_WORDS = 60;

it('each scene of the lecture is short, and says to the presenter how long it takes and what may be asked', async () => {
  const walkthroughs = await Walkthroughs.read(walkthroughsPath(), await Catalogue.read(lessonsPath()));
  const { scenes } = walkthroughs.get('sockets')?.walkthrough ?? { scenes: [] };
  const words = (text: string): number => text.split(/\s+/).length;
  expect(scenes.length).toBeGreaterThan(25);
  expect(scenes.flatMap(({ title, narration }) => (words(narration) > MOST_WORDS ? [title] : []))).toEqual([]);
  expect(scenes.flatMap(({ title, minutes, notes }) => (minutes === null || notes === '' ? [title] : []))).toEqual([]);
  // Every question is answered by the kernel, or says of each wrong answer why it is wrong.
  const unfounded = scenes.flatMap(({ title, ask }) => {
    const known = (i: number): boolean => ask?.shows[i] != null || ask?.reasons[i] !== '';
    return ask !== null && ask.options.some((_, i) => i !== ask.answer && !known(i)) ? [title] : [];
  });
  expect(unfounded).toEqual([]);
});
