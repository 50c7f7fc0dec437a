import type { LessonScene } from './lesson.ts';

/** The scenes of a lesson's text: each `## Title` with the narration below it. What stands before the first is not told. */
export function parseScenes(body: string): readonly LessonScene[] {
  const scenes: { title: string; lines: string[] }[] = [];
  for (const line of body.split(/\r?\n/)) {
    const heading = /^##\s+(.+?)\s*#*\s*$/.exec(line);
    if (heading?.[1] !== undefined) scenes.push({ title: heading[1], lines: [] });
    else scenes.at(-1)?.lines.push(line);
  }
  return scenes.map(({ title, lines }) => ({ title, narration: lines.join('\n').trim() }));
}
