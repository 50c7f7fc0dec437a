import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, overflow } from './axe.ts';
import { Bench, takePicture } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

describe('the looks', () => {
  it('home: no fault that axe can find, in any colours, with the list of keys too', async (test) => {
    const page = await bench.page(test, { bypassCSP: true });
    await page.locator('[data-tier]').waitFor();
    await takePicture(page, 'home');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await takePicture(page, 'home-dark');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'High contrast' }).click();
    expect(await page.locator('html').getAttribute('data-contrast')).toBe('more');
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('t');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await takePicture(page, 'home-keys-contrast');
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await takePicture(page, 'home-phone');
    expect(await overflow(page)).toBe(0);
  });

  it(
    'a lab: no fault that axe can find; at all sizes nothing is wider than the screen',
    { timeout: 240_000 },
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

  it('nothing moves while a lab starts and when news comes in: no layout shift up to the tenth step', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    await page.locator('[data-lesson="tcp-echo"] .card-start').waitFor();
    await page.locator('[data-tier]').waitFor();
    await page.evaluate(async () => {
      await document.fonts.ready;
      const shifts: string[] = [];
      Object.assign(globalThis, { shifts });
      const place = (source: { readonly node: Node | null }): string =>
        source.node instanceof Element ? `${source.node.nodeName}.${source.node.getAttribute('class') ?? ''}` : '?';
      // A move right after a press is that press's own doing, and not counted as a shift (hadRecentInput).
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
            readonly value: number;
            readonly hadRecentInput: boolean;
            readonly sources: readonly { readonly node: Node | null }[];
          };
          if (!hadRecentInput) shifts.push(`${value.toFixed(4)} ${sources.map(place).join(' ')}`);
        }
      }).observe({ type: 'layout-shift' });
    });
    const lab = await LabPage.start(page, 'tcp-echo');
    for (let i = 0; i < 10; i++) await lab.step();
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)).toEqual([]);
  });
});
