import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { faults, overflow } from './axe.ts';
import { Bench, takePicture } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

const PATIENCE_MS = 30_000;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, bypassCSP: true } as const;

type Colours = 'light' | 'dark' | 'contrast';

/** What axe finds on this page in these colours. */
async function faultsIn(page: Page, name: string, ...all: readonly Colours[]): Promise<string[]> {
  const found: string[] = [];
  for (const colours of all) {
    await page.evaluate((chosen) => {
      const { dataset } = document.documentElement;
      dataset['theme'] = chosen === 'dark' ? 'dark' : 'light';
      dataset['contrast'] = chosen === 'contrast' ? 'more' : 'normal';
    }, colours);
    await takePicture(page, `walk-${name}-${colours}`);
    for (const fault of await faults(page)) found.push(`${name}, ${colours}: ${fault}`);
  }
  return found;
}

/** By how many pixels the picture begins above what one can scroll to. */
const beyondReach = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const frame = document.querySelector('.walk-main');
    const stage = document.querySelector('.stage');
    if (frame === null || stage === null) throw new Error('there is no picture');
    frame.scrollTo({ top: 0, behavior: 'instant' });
    return Math.max(0, Math.round(frame.getBoundingClientRect().top - stage.getBoundingClientRect().top));
  });

/** Waits for the fourth scene, which asks. */
const asking = (page: Page): Promise<void> =>
  page.locator('.walk[data-scene="4"][data-phase="asking"]').waitFor({ timeout: PATIENCE_MS });

it(
  'a walk: no fault that axe can find on any of its pages, while it asks and when the answer is there',
  { timeout: 240_000 },
  async (test) => {
    bench.needLab(test);
    const presenter = await bench.page(test, { bypassCSP: true });
    await presenter.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Present it' }).click();
    await presenter.locator('.walk[data-scene="1"]').waitFor({ timeout: PATIENCE_MS });
    const code = /\/present\/(\w+)$/.exec(presenter.url())?.[1] ?? '';

    const phone = await bench.page(test, PHONE);
    await phone.context().clearCookies();
    await phone.goto(`${bench.server.origin}/j/${code}`);
    await phone.getByRole('button', { name: 'Follow' }).waitFor();
    const found = await faultsIn(phone, 'joining', 'light');
    await phone.getByRole('button', { name: 'Follow' }).click();

    await presenter.getByLabel('Scene', { exact: true }).selectOption('3');
    const projected = await presenter.context().newPage();
    await projected.goto(`${bench.server.origin}/walk/${code}`);
    await Promise.all([presenter, phone, projected].map(asking));
    found.push(...(await faultsIn(presenter, 'presenting', 'light', 'dark', 'contrast')));
    found.push(...(await faultsIn(projected, 'projected', 'light')));
    found.push(...(await faultsIn(phone, 'following', 'light', 'dark')));
    expect(await overflow(phone)).toBe(0);
    expect(await beyondReach(phone)).toBe(0);

    await phone.locator('.walk-question button').first().click();
    await presenter.keyboard.press('PageDown');
    await phone.locator('.walk-question[data-revealed="true"]').waitFor({ timeout: PATIENCE_MS });
    found.push(...(await faultsIn(phone, 'revealed', 'light')));
    expect(found).toEqual([]);
  },
);
