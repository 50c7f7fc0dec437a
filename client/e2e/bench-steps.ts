import type { Browser, Page } from 'playwright-core';
import { installRecorder, type Recorded } from './bench-recorder.ts';
import { startServer } from './server.ts';

const LESSON = 'tcp-echo';

/** A lab that somebody opened by a click on a fresh server, in a fresh page. */
export interface Opened {
  readonly page: Page;
  /** What its page has recorded so far, once all of it has been painted. */
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
    recorded: () => recordedOnceShown(page),
    close: async () => {
      await context.close();
      await server.stop();
    },
  };
}

/** What the page recorded, as soon as everything that arrived has been painted too. */
function recordedOnceShown(page: Page): Promise<Recorded> {
  return page.evaluate(async () => {
    const { recorded } = globalThis as unknown as { recorded: Recorded };
    const arrived = (): number => {
      const last = recorded.received.findLast(({ text }) => text.startsWith('{"type":"events"'));
      const { events } = JSON.parse(last?.text ?? '{"events":[]}') as { events: { seq: number }[] };
      return events.at(-1)?.seq ?? 0;
    };
    while ((recorded.painted.at(-1)?.seq ?? 0) < arrived()) await new Promise((resolve) => setTimeout(resolve, 20));
    return recorded;
  });
}

/**
 * Presses Space until nothing is left to release, each time when the page says that the lab is quiet. The presses come
 * from within the page: a driver's own messages and questions would keep it busy just when the answer arrives.
 */
export async function stepToEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const said = (): DOMStringMap => document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset ?? {};
    const canStep = (): boolean => document.querySelector('button[aria-keyshortcuts="Space"]:enabled') !== null;
    for (let step = 0; canStep(); step++) {
      // Unequal pauses, so that steps fall anywhere in a frame.
      await pause(60 + ((step * 37) % 50));
      const head = Number(said()['head']);
      document.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }));
      while (Number(said()['head']) === head || said()['quiet'] !== 'true') await pause(5);
    }
  });
}
