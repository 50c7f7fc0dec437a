import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, overflow } from './axe.ts';
import { Bench, takePicture } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

/** A file's text in the editor. */
const textOf = (page: Page, file: string): Locator => page.locator(`[data-file="${file}"] .cm-content`);

/** Puts other characters in place of a word or number in a line of a file. */
async function change(page: Page, file: string, line: string, word: RegExp, typed: string): Promise<void> {
  const found = textOf(page, file).locator('.cm-line', { hasText: line });
  await found.locator('span', { hasText: word }).dblclick();
  await page.keyboard.type(typed);
}

/** Presses Run and waits for the new lab's first gate. */
async function run(page: Page, from: string): Promise<LabPage> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/labs/') && !url.pathname.endsWith(from));
  const lab = new LabPage(page);
  await lab.gates.first().waitFor();
  await lab.quiet();
  return lab;
}

const labsOf = async (page: Page): Promise<number> => {
  const answer = await page.request.get(new URL('/api/labs', page.url()).href, { maxRetries: 5 });
  return ((await answer.json()) as unknown[]).length;
};

describe('changing a program', () => {
  it(
    'one number is changed and run: the changed call is in the log, and the lesson’s own text comes back',
    { timeout: 240_000 },
    async (test) => {
      bench.needLab(test);
      const page = await bench.page(test, { bypassCSP: true });
      const lab = await LabPage.start(page, 'tcp-echo');
      await page.keyboard.press('e');
      await change(page, 'server.c', 'listen(listener, 5)', /^5$/, '1');
      await page.locator('.editor[data-changed="1"]').waitFor();
      expect(await faults(page)).toEqual([]);
      await takePicture(page, 'editor');

      const changed = await run(page, lab.id);
      await page.getByRole('heading', { name: 'Echo over TCP, changed' }).waitFor();
      await page.keyboard.press('k');
      const listen = page.locator('[data-step="listen"]');
      while ((await listen.getAttribute('data-progress')) !== 'done') await changed.step();
      expect(await faults(page)).toEqual([]);
      await takePicture(page, 'steps');
      await page.getByRole('tab', { name: 'Log', exact: true }).click();
      await page.getByText('listen(3, 1)').first().waitFor();

      await page.getByRole('button', { name: 'Edit the programs' }).click();
      await page.locator('.editor[data-changed="1"]').waitFor();
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.locator('.editor[data-changed="0"]').waitFor();
      await textOf(page, 'server.c').locator('.cm-line', { hasText: 'listen(listener, 5)' }).waitFor();
      for (const [width, height] of [
        [1280, 720],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await takePicture(page, `editor-${width}`);
        expect(await overflow(page)).toBe(0);
      }
    },
  );

  it(
    'faults are shown with their places and nothing is run; keys typed are text, and Escape leaves it',
    { timeout: 240_000 },
    async (test) => {
      bench.needLab(test);
      const page = await bench.page(test);
      const lab = await LabPage.start(page, 'tcp-echo');
      const head = await lab.number('data-head');
      await page.keyboard.press('e');
      // With the page's own policy: the editor's styles are there all the same.
      await page.locator('.cm-lineNumbers').first().waitFor();
      await change(page, 'server.c', 'listen(listener, 5)', /^listen$/, 'lisen');
      const fault = page.getByRole('button', { name: /^server\.c:28:9 .*listen/ });
      await fault.waitFor();
      await page.keyboard.press('Escape');
      expect(
        await page.getByRole('button', { name: 'Run', exact: true }).evaluate((e) => e === document.activeElement),
      ).toBe(true);
      await page.keyboard.press('Enter');
      // The first fault is where one goes on typing: Home stands before the line's first sign.
      await page.keyboard.press('End');
      await page.keyboard.type(' p l e 1 ');
      await textOf(page, 'server.c').locator('.cm-line', { hasText: 'lisen(listener, 5) < 0) p l e 1' }).waitFor();
      expect(page.url()).toContain(lab.id);
      expect(await lab.number('data-head')).toBe(head);
    },
  );

  it(
    'a call in the wrong place is added from its card, and the kernel’s own error stands in the steps',
    { timeout: 240_000 },
    async (test) => {
      bench.needLab(test);
      const page = await bench.page(test);
      const lab = await LabPage.start(page, 'tcp-echo');
      await page.getByRole('tab', { name: 'Steps' }).click();
      await page.getByRole('combobox').selectOption('accept');
      await page.locator('[data-card="accept"]').waitFor();
      await page.getByRole('button', { name: 'Add to server.c' }).click();
      // Below the first statement of main: the listener does not listen yet.
      await textOf(page, 'server.c')
        .locator('.cm-line', { hasText: 'int conn2 = accept(listener, NULL, NULL);' })
        .waitFor();
      const changed = await run(page, lab.id);
      const early = page.locator('[data-step="accept"][data-line="19"]');
      while ((await early.getAttribute('data-progress')) !== 'failed') await changed.step();
      await early.getByText('failed: EINVAL').waitFor();
    },
  );

  it('a link shows the programs and runs nothing', { timeout: 240_000 }, async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    await LabPage.start(page, 'unix-echo');
    await page.keyboard.press('e');
    await change(page, 'server.c', 'listen(', /^5$/, '3');
    await page.getByRole('button', { name: 'Link' }).click();
    const link = await page.getByRole('textbox', { name: /This link holds/ }).inputValue();
    const labs = await labsOf(page);

    const guest = await bench.page(test);
    await guest.goto(link);
    await guest.getByText('Nothing runs until you press Run').waitFor();
    await textOf(guest, 'server.c')
      .locator('.cm-line', { hasText: /listen\(\w+, 3\)/ })
      .waitFor();
    await guest.locator('.editor[data-changed="1"]').waitFor();
    expect(await labsOf(guest)).toBe(labs);
    const lab = await run(guest, 'programs');
    expect(await lab.root.getAttribute('data-mode')).toBe('live');

    await guest.goto(`${bench.server.origin}/programs#programs1=cut`);
    await guest.getByRole('alert').getByText('This link is damaged').waitFor();
    await guest.getByRole('button', { name: 'To the lessons' }).click();
    await guest.getByRole('heading', { name: 'Lessons' }).waitFor();
  });
});
