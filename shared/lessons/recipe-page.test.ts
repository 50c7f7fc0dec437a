import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLesson } from './parse.ts';
import { parseScenes } from './scenes.ts';
import { parseStep } from './scene-steps.ts';
import { parseWalkthrough } from './walkthrough.ts';

const page = readFileSync(new URL('../../docs/recipes/write-a-lesson.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^````markdown\n([\s\S]*?)^````$/gm)].map(([, text]) => text ?? '');
const program = 'int main(void)\n{\n    return 0;\n}\n';

describe('docs/recipes/write-a-lesson.md', () => {
  it('shows a lesson that is without fault', () => {
    const files = new Map([
      ['lesson.md', examples[0] ?? ''],
      ['server.c', program],
      ['client.c', program],
    ]);
    const lesson = parseLesson({ id: 'my-lesson', files });
    expect(lesson.ok ? [] : lesson.error).toEqual([]);
    expect(lesson.ok && lesson.value.scenes.map(({ title, notes }) => [title, notes !== ''])).toEqual([
      ['The server waits', true],
      ['The client calls', false],
      ['A packet is lost', false],
    ]);
  });

  it('shows a walkthrough that is without fault', () => {
    const files = new Map([['lesson.md', examples[1] ?? '']]);
    const walkthrough = parseWalkthrough({ id: 'two-ways', files }, () => ['server', 'client']);
    expect(walkthrough.ok ? [] : walkthrough.error).toEqual([]);
  });

  it('shows scenes and questions that can be written so', () => {
    const scenes = [...page.matchAll(/^```(scene|yaml)\n([\s\S]*?)^```$/gm)].map(([, kind, text]) =>
      kind === 'scene' ? text : `lab: tcp-echo\n${text}`,
    );
    const body = scenes.map((text) => `## One\n\`\`\`scene\n${text}\`\`\`\n`).join('');
    expect(scenes.length).toBeGreaterThan(2);
    expect(parseScenes('page', body, 1, 'tcp-echo', () => ['server', 'client']).faults).toEqual([]);
  });

  it('lists steps as they can be written', () => {
    const steps = /^```steps\n([\s\S]*?)^```$/m.exec(page)?.[1]?.trim().split('\n') ?? [];
    expect(steps.length).toBeGreaterThan(8);
    for (const step of steps) expect(parseStep(step).ok, step).toBe(true);
  });
});
