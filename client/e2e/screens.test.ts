import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';
import { geometryFaults } from './geometry.ts';
import { difference, differenceFromKept, whyNoPictures } from './pictures.ts';

/** Every lesson that has a recording: the picture is the same on every machine, and no lab is needed. */
const LESSONS = fileURLToPath(new URL('../../shared/lessons', import.meta.url));
const recordingOf = (lesson: string): string => join(LESSONS, lesson, 'recording.ndjson.gz');
const recorded = readdirSync(LESSONS).filter((lesson) => existsSync(recordingOf(lesson)));

/** Where in a run the picture is looked at, as parts of its steps: in the thick of it. */
const MOMENTS = [0.6];

const SIZES = [
  { width: 1600, height: 900 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
] as const;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open({ SOCKSCOPE_TIER: 'replay' });
}, 180_000);
afterAll(() => bench.close());

/** Opens a recording in the page, without a lab; answers how many steps it has. */
async function open(page: Page, lesson: string): Promise<number> {
  const before = page.url();
  await page.setInputFiles('input[type="file"]', recordingOf(lesson));
  await page.waitForURL((url) => url.href !== before && url.pathname.startsWith('/recordings/'));
  await page.locator('[data-page="lab"][data-mode="recording"][data-quiet="true"]').waitFor();
  const badge = page.locator('[data-moment="recording"]').filter({ hasText: /step \d+ of \d+/ });
  return Number(/of (\d+)/.exec((await badge.textContent()) ?? '')?.[1]);
}

/** Goes that many steps forward, and waits until the picture stands. */
const forward = (page: Page, steps: number): Promise<void> =>
  page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    }
    const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    await frame();
    await frame();
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
  }, steps);

describe('the picture', () => {
  it('has no text outside it or on another one, in no lesson', { timeout: 400_000 }, async (test) => {
    const page = await bench.page(test);
    const faults: string[] = [];
    for (const lesson of recorded) {
      const steps = await open(page, lesson);
      let at = 1;
      for (const moment of MOMENTS) {
        const to = Math.max(at, Math.round(steps * moment));
        await forward(page, to - at);
        at = to;
        for (const fault of await geometryFaults(page, 'stage')) faults.push(`${lesson}, step ${to}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
    expect(recorded.length).toBeGreaterThan(70);
  });

  it.for(['tcp-echo', 'unix-echo', 'many-select'])(
    'of %s fits at every size, in a lecture and on a phone: nothing is cut off or covers anything else',
    { timeout: 200_000 },
    async (lesson, test) => {
      const page = await bench.page(test);
      const faults: string[] = [];
      const look = async (what: string): Promise<void> => {
        for (const fault of await geometryFaults(page, 'screen')) faults.push(`${what}: ${fault}`);
      };
      const steps = await open(page, lesson);
      await forward(page, Math.round(steps / 2) - 1);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await forward(page, 1);
        await look(`${size.width}x${size.height}`);
        if (size.width < 900) continue;
        await page.keyboard.press('l');
        await page.locator('[data-page="lab"][data-lecture]').waitFor();
        await forward(page, 0);
        await look(`${size.width}x${size.height} lecture`);
        await page.keyboard.press('l');
        await page.locator('[data-page="lab"]:not([data-lecture])').waitFor();
      }
      expect(faults).toEqual([]);
    },
  );

  it('of the home page fits at every size', async (test) => {
    const page = await bench.page(test);
    await page.locator('[data-lesson]').first().waitFor();
    const faults: string[] = [];
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await forward(page, 0);
      for (const fault of await geometryFaults(page, 'screen')) faults.push(`${size.width}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});

/**
 * How much of a picture may look different from the one that was kept: new words or a moved panel pass, a missing part, an
 * empty page or other colours do not.
 */
const MAY_DIFFER = 0.3;

describe('the screen', () => {
  it('looks as it did when somebody looked at it', { timeout: 200_000 }, async (test) => {
    const reason = whyNoPictures(bench.browser(test).version());
    if (reason !== null) test.skip(reason);
    const page = await bench.page(test);
    const canvas = await page.context().newPage();
    await page.locator('[data-page="home"][data-quiet="true"]').waitFor();
    const differences: Record<string, number> = {};
    const look = async (name: string, width: number, height: number): Promise<void> => {
      await page.setViewportSize({ width, height });
      await forward(page, 0);
      differences[name] = await differenceFromKept(page, canvas, name);
    };
    await look('home-1280', 1280, 720);
    await look('home-390', 390, 844);
    const steps = await open(page, 'tcp-echo');
    await forward(page, Math.round(steps / 2));
    await look('tcp-echo-1600', 1600, 900);
    await look('tcp-echo-1920', 1920, 1080);
    await look('tcp-echo-390', 390, 844);
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.keyboard.press('l');
    await page.locator('[data-page="lab"][data-lecture]').waitFor();
    await look('tcp-echo-lecture', 1600, 900);
    await page.keyboard.press('l');
    await page.locator('[data-page="lab"]:not([data-lecture])').waitFor();
    await page.keyboard.press('t');
    await look('tcp-echo-dark', 1600, 900);
    await page.keyboard.press('t');
    const others = await open(page, 'unix-echo');
    await forward(page, Math.round(others / 2));
    await look('unix-echo-1280', 1280, 720);
    const strange = Object.entries(differences).filter(([, share]) => share > MAY_DIFFER);
    expect(strange).toEqual([]);
  });

  it('is told apart from one in other colours, and from one without its picture', async (test) => {
    const page = await bench.page(test);
    const canvas = await page.context().newPage();
    const steps = await open(page, 'tcp-echo');
    await forward(page, Math.round(steps / 2));
    const shot = async (): Promise<string> => (await page.screenshot()).toString('base64');
    const light = await shot();
    expect(await difference(canvas, light, await shot())).toBeLessThan(0.02);
    await page.keyboard.press('t');
    await forward(page, 0);
    expect(await difference(canvas, light, await shot())).toBeGreaterThan(MAY_DIFFER);
    await page.keyboard.press('t');
    await page.evaluate(() => document.querySelector('.stage')?.setAttribute('visibility', 'hidden'));
    expect(await difference(canvas, light, await shot())).toBeGreaterThan(MAY_DIFFER);
  });
});
