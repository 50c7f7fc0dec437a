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
    for (const [i, scene] of (walkthrough?.scenes ?? []).entries()) {
      if (scene.lab === null || folder == null) continue;
      const recording = await readRecordingFile(sceneRecording(folder, i));
      const start = recording.ok ? recording.value.events.at(0) : undefined;
      const shown = start?.kind === 'lab.start' ? start.programs.map(({ text }) => text) : [];
      const now = catalogue.get(scene.lab)?.lesson.programs.map(({ text }) => text);
      if (JSON.stringify(shown) !== JSON.stringify(now)) stale.push(`${id}, scene ${i + 1}: npm run record ${id}`);
    }
  }
  expect(stale).toEqual([]);
});
