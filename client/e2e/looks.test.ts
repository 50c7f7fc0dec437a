import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, takePicture } from './bench.ts';
import { LabPage } from './lab-page.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe-core finds against WCAG 2.2 A and AA, one line a place. */
async function faults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(async (): Promise<AxeResult> => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } };
    return axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // Experimental in axe: it joins the texts of a drawing without the space that is seen between them.
      rules: { 'label-content-name-mismatch': { enabled: false } },
    });
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Whether anything is wider than the screen. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the looks', () => {
  it('home: no fault that axe can find, in light and in dark', async (test) => {
    const page = await bench.page(test, { bypassCSP: true });
    await page.locator('[data-tier]').waitFor();
    await takePicture(page, 'home');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await takePicture(page, 'home-dark');
    expect(await faults(page)).toEqual([]);
  });

  it(
    'a lab: no fault that axe can find; at all sizes nothing is wider than the screen',
    { timeout: 120_000 },
    async (test) => {
      bench.needLab(test);
      const page = await bench.page(test, { bypassCSP: true });
      const lab = await LabPage.start(page, 'tcp-echo');
      while ((await page.locator('[data-gate][data-holds="packet.held"]').count()) === 0) await lab.step();
      await lab.step();
      expect(await faults(page)).toEqual([]);
      for (const [width, height] of [
        [1600, 900],
        [1280, 720],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height });
        await takePicture(page, `lab-${width}`);
        expect(await overflow(page)).toBe(0);
      }
      await page.setViewportSize({ width: 1600, height: 900 });
      await page.keyboard.press('l');
      await page.locator('[data-page="lab"][data-lecture]').waitFor();
      await takePicture(page, 'lab-lecture');
      await page.keyboard.press('l');
      await page.keyboard.press('t');
      await takePicture(page, 'lab-dark');
      expect(await faults(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Log' }).click();
      await takePicture(page, 'lab-log');
      expect(await faults(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Packets' }).click();
      await takePicture(page, 'lab-packets');
      expect(await faults(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Sequence' }).click();
      await page.locator('[data-entry="packet"]').first().waitFor();
      await takePicture(page, 'lab-sequence-dark');
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: 'what listen() is for' }).click();
      await page.locator('[data-card="listen"]').waitFor();
      await takePicture(page, 'lab-card-dark');
      expect(await faults(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await takePicture(page, 'lab-phone', true);
      expect(await overflow(page)).toBe(0);
    },
  );

  it('nothing moves when news comes in: no layout shift from the first paint to the tenth step', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const lab = await LabPage.start(page, 'tcp-echo');
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });
    for (let i = 0; i < 10; i++) await lab.step();
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
  });
});
