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

/** Goes to this button by Tab alone, sees that the focus is seen, and presses it. */
async function pressAt(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (await button.evaluate((element) => element === document.activeElement)) break;
  }
  const outline = await button.evaluate((element) =>
    element === document.activeElement ? getComputedStyle(element).outlineStyle : 'no focus',
  );
  expect(outline, name).not.toMatch(/^(none|no focus)$/);
  await page.keyboard.press('Enter');
}

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

    // By the keyboard alone: looks around and comes back, and answers.
    await pressAt(phone, 'Look around');
    await phone.getByRole('button', { name: 'Return to live', pressed: true }).waitFor();
    await phone.keyboard.press('Enter');
    await phone.getByRole('button', { name: 'Look around', pressed: false }).waitFor();
    await pressAt(phone, 'It sleeps until the kernel has an answer');
    await phone.locator('.walk-question [aria-pressed="true"]').waitFor();
    found.push(...(await faultsIn(phone, 'answered', 'light', 'dark', 'contrast')));
    await projected.keyboard.press('j');
    await projected.locator('.walk-board').waitFor();
    found.push(...(await faultsIn(projected, 'joining-board', 'light', 'dark')));

    await presenter.getByRole('button', { name: 'Keep followers here' }).click();
    await presenter.keyboard.press('PageDown');
    await projected.locator('.walk-board').waitFor({ state: 'detached' });
    await phone.locator('.walk-question[data-revealed="true"]').waitFor({ timeout: PATIENCE_MS });
    found.push(...(await faultsIn(phone, 'revealed', 'light', 'dark')));
    found.push(...(await faultsIn(presenter, 'keeping', 'dark')));
    found.push(...(await faultsIn(projected, 'answer', 'light')));
    expect(found).toEqual([]);
  },
);

it('a walk taken alone: no fault that axe can find, with one pane or two labs, on a desk and on a phone', async (test) => {
  bench.needLab(test);
  const student = await bench.page(test, { viewport: { width: 1280, height: 720 }, bypassCSP: true });
  await student.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Take it alone' }).click();
  await student.locator('.walk[data-scene="1"]').waitFor({ timeout: PATIENCE_MS });
  const found: string[] = [];
  for (const [scene, name] of [
    ['5', 'one pane'],
    ['9', 'two labs'],
  ] as const) {
    await student.getByLabel('Scene', { exact: true }).selectOption({ index: Number(scene) - 1 });
    await student
      .locator(`.walk[data-scene="${scene}"]:is([data-phase="asking"], [data-phase="shown"])`)
      .waitFor({ timeout: PATIENCE_MS });
    await student.setViewportSize({ width: 1280, height: 720 });
    found.push(...(await faultsIn(student, `alone, ${name}`, 'light', 'dark')));
    expect(await overflow(student)).toBe(0);
    await student.setViewportSize({ width: 390, height: 844 });
    found.push(...(await faultsIn(student, `alone on a phone, ${name}`, 'light')));
    expect(await overflow(student)).toBe(0);
    expect(await beyondReach(student)).toBe(0);
  }
  expect(found).toEqual([]);
});

it('a walkthrough that is not there: words that say so, and the way home', async (test) => {
  const page = await bench.page(test, { bypassCSP: true });
  await page.goto(bench.server.url);
  await page.goto(`${bench.server.origin}/walk/AAAAAAAA`);
  await page.locator('[data-page="no-walk"]').waitFor({ timeout: PATIENCE_MS });
  expect(await page.getByRole('alert').textContent()).toContain('walkthrough');
  expect(await faultsIn(page, 'none', 'light', 'dark')).toEqual([]);
  await page.getByRole('link', { name: 'To the lessons' }).click();
  await page.locator('[data-page="home"]').waitFor({ timeout: PATIENCE_MS });
});
