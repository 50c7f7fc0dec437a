import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bench } from './bench.ts';

let bench: Bench;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-lecture-'));
  bench = await Bench.open({ SOCKSCOPE_TIER: 'replay' });
}, 180_000);
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true });
});

/** Where the lecture is: its scene and phase, and whether all that the scene expects was so. */
const where = (page: Page): Promise<{ readonly at: string; readonly met: string | undefined }> =>
  page.locator('.lecture-file').evaluate(({ dataset }) => ({
    at: `${dataset['scene']} ${dataset['phase']}`,
    met: dataset['met'],
  }));

it('a lecture from recordings says so, and is kept as a file that plays to its end from disk and asks for nothing', async (test) => {
  const presenter = await bench.page(test);
  await presenter.goto(bench.server.url);
  await presenter.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Present it' }).click();
  await presenter.locator('.walk [data-moment="recording"]').waitFor();
  await presenter
    .getByText(/^What you see was recorded .*on Linux \d/)
    .and(presenter.locator(':visible'))
    .waitFor();

  await presenter.getByLabel('Save, slides').click();
  const begun = presenter.waitForEvent('download');
  await presenter.getByRole('button', { name: 'plays from disk' }).click();
  const file = join(folder, 'the lecture.html');
  await (await begun).saveAs(file);
  expect(statSync(file).size).toBeLessThanOrEqual(900_000);

  const context = await bench.browser(test).newContext({ reducedMotion: 'reduce' });
  test.onTestFinished(() => context.close());
  const page = await context.newPage();
  const asked: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  await page.locator('.lecture-file [data-moment="recording"]').waitFor();
  const scenes = await page.getByLabel('Scene', { exact: true }).locator('option').count();
  expect(scenes).toBeGreaterThan(10);

  // A press lets a scene run, is for more speed, or goes on: the end is reached whatever each one meets.
  const shown = new Set<string>();
  await expect
    .poll(
      async () => {
        const { at, met } = await where(page);
        if (at.endsWith('shown')) shown.add(`${at} ${met}`);
        if (at !== `${scenes} shown`) await page.keyboard.press('PageDown');
        return at;
      },
      { timeout: 150_000, interval: 20 },
    )
    .toBe(`${scenes} shown`);
  // Which scenes were seen at their end depends on the moment of each press; none was seen that was not so.
  expect([...shown].filter((scene) => !scene.endsWith(' true'))).toEqual([]);
  await page.waitForFunction(() => {
    const { seq, head } = document.querySelector<HTMLElement>('.walk-picture:has(.stage)')?.dataset ?? {};
    return seq !== undefined && seq === head;
  });

  await page.keyboard.press('s');
  await page.getByRole('complementary', { name: 'Notes' }).waitFor();
  await page.getByRole('button', { name: 'Slides' }).click();
  const pages = await page.locator('.slide').count();
  expect(pages).toBeGreaterThan(scenes);
  expect(await page.locator('.slide .stage').count()).toBeGreaterThanOrEqual(pages - 1);

  expect(faults).toEqual([]);
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
});
