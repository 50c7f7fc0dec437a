import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import { Bench } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  // A recording is the same on every machine.
  bench = await Bench.open({ SOCKSCOPE_TIER: 'replay' });
}, 180_000);
afterAll(() => bench.close());

/** The recording of tcp-echo with its log open, at the line that fits. */
async function openLog(test: TestContext): Promise<{ page: Page; lab: LabPage }> {
  const page = await bench.page(test);
  const { origin } = bench.server;
  const made = await page.request.post(`${origin}/api/labs`, {
    data: { lesson: 'tcp-echo' },
    headers: { origin },
    maxRetries: 5,
  });
  const { id } = z.object({ id: z.string() }).parse(await made.json());
  await page.goto(`${origin}/labs/${id}`);
  const lab = new LabPage(page);
  await lab.quiet();
  await page.getByRole('tab', { name: 'Log' }).click();
  return { page, lab };
}

/** The line that CSS paints around something. */
const outline = (page: Page, selector: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).outlineStyle);

describe('causes and effects', () => {
  it('of a selected event are lit in the log and on the stage, until Escape', async (test) => {
    const { page } = await openLog(test);
    await page.getByRole('option', { name: /p1 B -> A: SYN seq=0 held/ }).click();
    const row = (text: RegExp) => page.getByRole('option', { name: text });
    const word = (text: RegExp): Promise<string> =>
      row(text).evaluate((element) => getComputedStyle(element, '::after').content);
    await page.mouse.move(2, 2);
    await page.locator('[data-following]').waitFor();
    await expect.poll(() => word(/p1 B -> A: SYN seq=0 held/)).toBe('"self"');
    await expect.poll(() => word(/p2 A -> B: SYN,ACK seq=0 ack=1 held/)).toBe('"effect"');
    await expect.poll(() => word(/listen\(3, 5\) = 0/)).toBe('none');
    await expect.poll(() => outline(page, '.stage [data-packet="p1"]')).toBe('double');
    await expect.poll(() => outline(page, '.stage [data-socket="s2"]')).toBe('dashed');
    await expect.poll(() => outline(page, '.stage [data-socket="s1"]')).toBe('none');
    await page.keyboard.press('Escape');
    await page.locator('[data-following]').waitFor({ state: 'detached' });
    await expect.poll(() => outline(page, '.stage [data-socket="s2"]')).toBe('none');
  });

  it('stand in the inspector in order; a press on one follows it', async (test) => {
    const { page, lab } = await openLog(test);
    await page.getByRole('option', { name: /p1 B -> A: SYN seq=0 held/ }).click();
    await page.getByRole('button', { name: 'why' }).click();
    const chain = page.locator('.inspect-chain li');
    await chain.first().waitFor();
    const words = await chain.evaluateAll((rows) => rows.map((row) => row.children[1]?.textContent));
    expect(words.slice(0, 3)).toEqual(['client connect()', 'SYN held, B → A', 'SYN reaches A']);
    expect(words.at(-1)).toBe('server accept() = 4');
    await chain.last().getByRole('button').click();
    await page.locator('.inspect-chain [data-relation="self"]', { hasText: 'server accept() = 4' }).waitFor();
    const at = Number(await page.locator('[data-inspected-event]').getAttribute('data-inspected-event'));
    await lab.at(at);
  });
});

describe('searching', () => {
  it('leaves the lines that fit, and says how many', async (test) => {
    const { page } = await openLog(test);
    const box = page.getByRole('searchbox', { name: 'Words to look for in the log' });
    await box.fill('client connect');
    await page.locator('.filter-count', { hasText: / of / }).waitFor();
    const others = page.locator('.log-row').filter({ hasNotText: 'connect' });
    await expect.poll(() => others.count()).toBe(0);
    expect(await page.locator('.log-row').count()).toBeGreaterThan(0);
    await box.fill('nothing of the kind');
    await page.getByText('No line fits').waitFor();
  });
});

describe('panels', () => {
  it('are sized by keys and by the pointer, moved, and remembered', async (test) => {
    const { page } = await openLog(test);
    const splitter = page.getByRole('separator', { name: 'Size of the details' });
    const width = async (): Promise<number> => (await page.locator('.side').boundingBox())?.width ?? 0;
    const usual = await width();
    await splitter.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => splitter.getAttribute('aria-valuenow')).toBe('43');
    await expect.poll(width).toBeGreaterThan(usual * 1.2);
    await page.keyboard.press('Enter');
    await expect.poll(width).toBe(usual);

    const box = await splitter.boundingBox();
    if (box === null) throw new Error('the splitter is not drawn');
    await page.mouse.move(box.x + 4, 300);
    await page.mouse.down();
    await page.mouse.move(800, 300);
    await page.mouse.up();
    await expect.poll(() => splitter.getAttribute('aria-valuenow')).toBe('50');

    await page.getByRole('button', { name: /^Move the details/ }).click();
    await page.reload();
    await page.locator('[data-page="lab"][data-place="left"]').waitFor();
    expect(await page.getByRole('separator', { name: 'Size of the details' }).getAttribute('aria-valuenow')).toBe('50');
    expect((await page.locator('.side').boundingBox())?.x).toBe(0);

    await page.getByRole('button', { name: 'Details alone' }).click();
    await page.locator('.stage').waitFor({ state: 'hidden' });
  });
});
