import type { Browser, Page } from 'playwright-core';
import { installRecorder, type Recorded } from './bench-recorder.ts';
import { startServer } from './server.ts';

const LESSON = 'tcp-echo';

/** Between two steps, in milliseconds: unequal, so that steps fall anywhere in a frame. */
const pauseBefore = (step: number): number => 20 + ((step * 37) % 50);

/** A lab that somebody opened by a click on a fresh server, in a fresh page. */
export interface Opened {
  readonly page: Page;
  recorded(): Promise<Recorded>;
  close(): Promise<void>;
}

/** Starts a server, goes to its page, and clicks on the lesson. Ready when the first program waits at a gate. */
export async function clickOnLesson(browser: Browser): Promise<Opened> {
  const server = await startServer();
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(installRecorder);
  await page.goto(server.url);
  await page.locator('[data-page="home"][data-quiet="true"] [data-tier]').waitFor();
  await page.locator(`[data-lesson="${LESSON}"]`).getByRole('button').click();
  await page.locator('[data-page="lab"][data-quiet="true"] [data-gate]').first().waitFor();
  return {
    page,
    recorded: () => page.evaluate(() => (globalThis as unknown as { recorded: Recorded }).recorded),
    close: async () => {
      await context.close();
      await server.stop();
    },
  };
}

/** Presses Space until nothing is left to release, each time when the page says that the lab is quiet. */
export async function stepToEnd(page: Page): Promise<void> {
  const step = page.getByRole('button', { name: 'STEP' });
  for (let taken = 0; ; taken++) {
    await page.locator('[data-page="lab"][data-quiet="true"]').waitFor();
    if (!(await step.isEnabled())) return;
    await page.waitForTimeout(pauseBefore(taken));
    const head = Number(await page.locator('[data-page="lab"]').getAttribute('data-head'));
    await page.keyboard.press('Space');
    await page.waitForFunction(
      (before) => {
        const { head, quiet } = document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset ?? {};
        return Number(head) > before && quiet === 'true';
      },
      head,
      { polling: 10 },
    );
  }
}
